/* How a handout looks: on a wide screen, on a phone, on paper. Its colours are those of two themes. */
#include "export/sheet.h"

/* Text in a measure that reads well, pictures across the page. */
static const char page[] =
    "*{box-sizing:border-box}\n"
    "html{background:var(--text-ground);color:var(--text);-webkit-text-size-adjust:100%}\n"
    "body{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 3rem;font:1rem/1.55 system-ui,-apple-system,'Segoe UI',"
    "'DejaVu Sans','Liberation Sans',sans-serif}\n"
    "code,samp,pre,.listing{font-family:'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace;"
    "font-size:.875em}\n"
    "pre code,pre samp{font-size:1em}\n"
    "code{color:var(--code);overflow-wrap:anywhere}\n"
    "h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem;color:var(--strong);overflow-wrap:anywhere}\n"
    "h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem;color:var(--strong);overflow-wrap:anywhere}\n"
    "h3{font-size:.8rem;line-height:1.4;margin:1.25rem 0 .4rem;color:var(--dim);text-transform:uppercase;"
    "letter-spacing:.05em}\n"
    "p{margin:0 0 .75rem;max-width:44rem;overflow-wrap:anywhere}\n"
    "em{color:var(--emphasis)}\n"
    "a{color:var(--ask)}\n"
    "small,.how,.vary,figcaption,footer{color:var(--dim)}\n"
    "small{font-size:.875em;white-space:nowrap}\n"
    "pre{margin:0 0 .75rem;padding:.6rem .9rem;background:var(--page-none-ground);border-radius:.4rem;overflow-x:auto;"
    "white-space:pre-wrap;overflow-wrap:anywhere}\n"
    ".summary{font-size:1.15rem;color:var(--dim)}\n"
    ".made{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:1rem 0 0;padding:.75rem 0;font-size:.875rem;"
    "border-top:1px solid var(--frame);border-bottom:1px solid var(--frame)}\n"
    ".made div{display:flex;gap:.5rem}\n"
    ".made dt{color:var(--dim)}\n"
    ".made dd{margin:0;overflow-wrap:anywhere}\n"
    "nav ol{columns:2 18rem;margin:1.25rem 0 0;padding-left:2rem;font-size:.95rem}\n"
    "footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--frame);font-size:.875rem}\n";

static const char step[] =
    ".step,.program{margin-top:2.75rem}\n"
    ".number{display:inline-block;min-width:1.6em;padding:0 .4em;margin-right:.25em;text-align:center;"
    "color:var(--title);background:var(--title-ground);border-radius:.3em;font-size:.85em}\n"
    ".skipped{padding:.6rem .9rem;border-left:.25rem solid var(--warn);background:var(--page-none-ground)}\n"
    ".run{list-style:none;margin:0 0 1rem;padding:.6rem .9rem;background:var(--page-none-ground);border-radius:.4rem}\n"
    ".run li{display:flex;flex-wrap:wrap;gap:0 1rem;margin:.15rem 0;align-items:baseline}\n"
    ".run samp{overflow-wrap:anywhere}\n"
    ".listing{list-style:none;margin:0 0 1rem;padding:.6rem 0;background:var(--page-none-ground);border-radius:.4rem;"
    "counter-reset:line}\n"
    ".listing li{counter-increment:line;display:flex;padding-right:.9rem}\n"
    ".listing li::before{content:counter(line);flex:none;width:3.2em;padding-right:1em;text-align:right;"
    "color:var(--dim)}\n"
    ".listing code{font-size:1em;white-space:pre-wrap}\n"
    "figure{margin:0 0 1.25rem}\n"
    "figcaption{font-size:.875rem;margin-bottom:.3rem}\n"
    ".scroll{overflow-x:auto;border:1px solid var(--frame);border-radius:.5rem}\n"
    "svg{display:block;width:100%;min-width:46rem;height:auto}\n";

static const char ask[] =
    ".ask,.answer{margin:0 0 1.25rem;padding:.1rem 1rem .4rem;border:1px solid var(--frame);"
    "border-left:.3rem solid var(--ask);border-radius:.4rem}\n"
    ".answer{border-left-color:var(--good)}\n"
    ".ask h3,.answer h3{margin-top:.75rem}\n"
    ".prompt{font-weight:600}\n"
    ".choices{list-style:upper-alpha;padding-left:1.8rem;margin:0 0 .75rem}\n"
    ".choices li{margin:.3rem 0;padding-left:.2rem;max-width:44rem;overflow-wrap:anywhere}\n"
    ".why{display:block;color:var(--dim)}\n"
    ".right .why{color:var(--text)}\n"
    ".goals,.menu,.pages{list-style:none;padding:0;margin:0 0 .75rem}\n"
    ".goals li{margin:.3rem 0;padding-left:1.5em;text-indent:-1.5em;max-width:44rem}\n"
    ".menu{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.2rem .75rem}\n"
    ".pages{display:grid;grid-template-columns:repeat(16,max-content);gap:.3rem;overflow-x:auto;counter-reset:page}\n"
    ".pages .box{width:1.5em;height:1.5em;border-radius:.15em;text-align:center;line-height:1.4em}\n"
    ".box{display:inline-block;width:.95em;height:.95em;border:1px solid var(--dim);border-radius:.2em;"
    "text-indent:0;vertical-align:-.12em;margin-right:.2em}\n"
    ".ring{border-radius:50%}\n"
    ".line{display:inline-block;width:14em;max-width:60%;border-bottom:1px solid var(--dim)}\n"
    ".room span{display:block;height:2.1em;border-bottom:1px solid var(--frame)}\n"
    ".room{margin-bottom:1rem}\n"
    ".checks ul{list-style:none;padding:0;margin:0 0 1rem;font-size:.9375rem}\n"
    ".checks li{margin:.15rem 0;overflow-wrap:anywhere}\n";

/* Ink on paper: the colours are those of the day, what belongs together stays on one sheet. */
static const char narrow_and_paper[] =
    "@media (max-width:40rem){body{padding:1.25rem .9rem 2rem}h1{font-size:1.5rem}.step{margin-top:2.25rem}"
    ".pages{grid-template-columns:repeat(8,max-content)}}\n"
    "@page{margin:16mm 15mm}\n"
    "@media print{\n"
    "html{background:none;font-size:9.5pt}\n"
    "body{max-width:none;padding:0;line-height:1.4}\n"
    "nav{display:none}\n"
    "p,.choices li,.goals li{max-width:none;orphans:3;widows:3}\n"
    "svg{min-width:0}\n"
    "svg .g-text{fill:none}\n"
    ".scroll{overflow:visible}\n"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    "h1,h2,h3,figcaption{break-after:avoid;page-break-after:avoid}\n"
    "figure,.ask,.answer,.checks,.output,.run li,li,.skipped{break-inside:avoid;page-break-inside:avoid}\n"
    ".step{margin-top:1.5rem}\n"
    "figure,.ask,.answer,.run{margin-bottom:.8rem}\n"
    "h3{margin-top:.8rem}\n"
    "footer{break-inside:avoid;margin-top:1.5rem}\n"
    "}\n";

void html_style(struct buf *out)
{
	buf_puts(out, page);
	buf_puts(out, step);
	buf_puts(out, ask);
	buf_puts(out, narrow_and_paper);
}
