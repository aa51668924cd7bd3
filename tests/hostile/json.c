/*
 * Hostile lessons that are made here, too large or too strange for a file: texts that are no JSON, or all too much of
 * it, and what a text may not hold.
 */
#include <string.h>

#include "support/hostile.h"

#define LESSON(id) "{\"format\":1,\"id\":\"" id "\",\"rev\":1,\"title\":\"A lesson from a stranger\","
#define NO_UTF8    "a byte that is no UTF-8"
#define STEPS      "\"steps\":[{\"id\":\"a\",\"do\":[\"k = 1\"],\"expect\":[]}]}"

static void repeat(struct buf *out, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_put(out, text, strlen(text));
}

static void as_it_is(struct buf *out, const struct attack *a)
{
	buf_put(out, a->data, strlen(a->data));
}

static void nothing(struct buf *out, const struct attack *a)
{
	(void)out, (void)a;
}

static void hundred_mib(struct buf *out, const struct attack *a)
{
	(void)a;
	buf_printf(out, LESSON("hundred-mib") "\"summary\":\"");
	repeat(out, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", (100 << 20) / 64);
	buf_printf(out, "\"," STEPS);
}

/* How often, and what. */
struct nest {
	size_t n;
	const char *open, *close;
};

static void nested(struct buf *out, const struct attack *a)
{
	const struct nest *n = a->data;
	repeat(out, n->open, n->n);
	repeat(out, n->close, n->n);
}

static void nested_inside(struct buf *out, const struct attack *a)
{
	buf_printf(out, LESSON("nested") "\"summary\":");
	nested(out, a);
	buf_printf(out, "," STEPS);
}

/* A list of so many, in the place of steps. */
static void many(struct buf *out, const struct attack *a)
{
	const struct nest *n = a->data;
	buf_printf(out, LESSON("many") "\"steps\":[");
	repeat(out, n->open, n->n);
	buf_printf(out, "0]}");
}

static void with_nul(struct buf *out, const struct attack *a)
{
	(void)a;
	buf_printf(out, LESSON("with-nul") STEPS);
	buf_put(out, "\0{}", 3);
}

#define TITLE(id, bytes) "{\"format\":1,\"id\":\"" id "\",\"rev\":1,\"title\":\"" bytes "\"," STEPS
#define FIELD(id, field) LESSON(id) field "," STEPS

static const struct nest arrays = { 10000, "[", "]" }, objects = { 10000, "{\"a\":", "0}" },
			 unclosed = { 10000, "[", "" }, zeros = { 400000, "0,", "" },
			 steps = { 3000, "{\"id\":\"a\",\"do\":[],\"expect\":[]},", "" };

static const struct attack attacks[] = {
	{ .name = "empty", .status = 3, .says = "1:1: expected a value", .make = nothing },
	{ .name = "hundred-mib", .status = 3, .says = "longer than 1 MiB", .make = hundred_mib },
	{ .name = "deep-arrays", .status = 3, .says = "nested too deeply", .make = nested, .data = &arrays },
	{ .name = "deep-objects", .status = 3, .says = "nested too deeply", .make = nested, .data = &objects },
	{ .name = "deep-unclosed", .status = 3, .says = "nested too deeply", .make = nested, .data = &unclosed },
	{ .name = "deep-inside", .status = 3, .says = "nested too deeply", .make = nested_inside, .data = &arrays },
	{ .name = "many-values", .status = 3, .says = "too many values", .make = many, .data = &zeros },
	{ .name = "many-steps", .status = 3, .says = "\"steps\" takes 1 to 200 entries", .make = many, .data = &steps },
	{ .name = "with-nul",
	  .status = 3,
	  .says = "expected nothing behind the value, found the byte 0",
	  .make = with_nul },
	{ .name = "number-exponent",
	  .status = 3,
	  .says = "a number too large",
	  .make = as_it_is,
	  .data = FIELD("number-exponent", "\"minutes\":1e999999") },
	{ .name = "number-digits",
	  .status = 3,
	  .says = "\"minutes\" must be a whole number",
	  .make = as_it_is,
	  .data = FIELD("number-digits", "\"minutes\":18446744073709551617") },
	{ .name = "number-rounds",
	  .status = 3,
	  .says = "\"minutes\" must be from 1 to 600",
	  .make = as_it_is,
	  .data = FIELD("number-rounds", "\"minutes\":9007199254740993") },
	{ .name = "number-fraction",
	  .status = 3,
	  .says = "\"minutes\" must be a whole number",
	  .make = as_it_is,
	  .data = FIELD("number-fraction", "\"minutes\":1.5") },
	{ .name = "number-negative",
	  .status = 3,
	  .says = "\"minutes\" must be from 1 to 600",
	  .make = as_it_is,
	  .data = FIELD("number-negative", "\"minutes\":-1") },
	{ .name = "number-nan",
	  .status = 3,
	  .says = "expected a value, found 'N'",
	  .make = as_it_is,
	  .data = FIELD("number-nan", "\"minutes\":NaN") },
	{ .name = "number-hex",
	  .status = 3,
	  .says = "expected ',' or '}', found 'x'",
	  .make = as_it_is,
	  .data = FIELD("number-hex", "\"minutes\":0x10") },
	{ .name = "utf8-cut", .status = 3, .says = NO_UTF8, .make = as_it_is, .data = TITLE("utf8-cut", "\xe2\x82") },
	{ .name = "utf8-overlong",
	  .status = 3,
	  .says = NO_UTF8,
	  .make = as_it_is,
	  .data = TITLE("utf8-overlong", "\xc0\xaf") },
	{ .name = "utf8-lone",
	  .status = 3,
	  .says = NO_UTF8,
	  .make = as_it_is,
	  .data = TITLE("utf8-lone", "a\x9b"
				     "31m") },
	{ .name = "utf8-surrogate",
	  .status = 3,
	  .says = NO_UTF8,
	  .make = as_it_is,
	  .data = TITLE("utf8-surrogate", "\xed\xa0\x80") },
	{ .name = "utf8-too-far",
	  .status = 3,
	  .says = NO_UTF8,
	  .make = as_it_is,
	  .data = TITLE("utf8-too-far", "\xf4\x90\x80\x80") },
	{ .name = "utf8-no-byte",
	  .status = 3,
	  .says = NO_UTF8,
	  .make = as_it_is,
	  .data = TITLE("utf8-no-byte", "\xff\xfe") },
	{ .name = "utf8-in-key",
	  .status = 3,
	  .says = NO_UTF8,
	  .make = as_it_is,
	  .data = FIELD("utf8-in-key", "\"\xff\x1b]0;owned\x07\":1") },
	{ .name = "escape-raw",
	  .status = 3,
	  .says = "a control character in a string must be written as",
	  .make = as_it_is,
	  .data = TITLE("escape-raw", "\x1b]0;owned\x07") },
	{ .name = "half-surrogate",
	  .status = 3,
	  .says = "a high surrogate without a low one",
	  .make = as_it_is,
	  .data = TITLE("half-surrogate", "\\ud800x") },
	{ .name = "garbage",
	  .status = 3,
	  .says = "expected a value, found the byte 0x1b",
	  .make = as_it_is,
	  .data = "\x1b]0;owned\x07\x9b"
		  "31m\xff" },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
