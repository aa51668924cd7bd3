/* The learn screen at each width, before and after the run, as a learner sees it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/learn.h"

static void test_before_80(void **state)
{
	(void)state;
	struct screen s;
	screen_before(&s, 80, 24, false);
	s.v.cursor = 1;
	screen_draw(&s);
	assert_screen(&s.canvas, " length: the kernel thinks in pages                                 step 1 of 4\n"
				 "▸ One byte, one page ───────────────────────────────────────────────────────────\n"
				 " We ask for length = 1. What the kernel keeps of a mapping is its first and its\n"
				 " last page; the page tables know nothing smaller.\n"
				 "\n"
				 " Look at the line that is new in the map: subtract its addresses.\n"
				 "\n"
				 " How large is the new mapping?\n"
				 "   ( ) it fails with EINVAL\n"
				 " ▸ ( ) 1 byte\n"
				 "   ( ) one page\n"
				 "─ what will be run ─────────────────────────────────────────────────────────────\n"
				 " m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);\n"
				 "─ /proc/self/maps ───────────perm─offset────────size──file──────────────────────\n"
				 "   555555554000-555555558000 r-xp 00000000    16 KiB  …/mmaptutor-lab\n"
				 "   555555558000-555555559000 rw-p 00004000     4 KiB  …/mmaptutor-lab\n"
				 "   7ffff7ff9000-7ffff7ffd000 r--p 00000000    16 KiB  [vvar]\n"
				 "   7ffff7ffd000-7ffff7fff000 r-xp 00000000     8 KiB  [vdso]\n"
				 "   7ffffffde000-7ffffffff000 rw-p 00000000   132 KiB  [stack]\n"
				 "─ pages of m ───────────────────────────────────────────────────────────────────\n"
				 " Nothing is mapped there yet.\n"
				 "\n"
				 "\n"
				 " Enter run the step   ? help   Space choose   Right next step   Left step back\n");
	screen_finish(&s);
}

static void test_after_80(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, false);
	screen_draw(&s);
	assert_screen(&s.canvas, " length: the kernel thinks in pages                                 step 1 of 4\n"
				 "▸ One byte, one page ──────────────────────────────────────────────── ↓ 8 more ─\n"
				 " How large is the new mapping?\n"
				 " ✗ Not so. The kernel did otherwise.\n"
				 "   ( ) it fails with EINVAL\n"
				 " ✗ (●) 1 byte\n"
				 "         The page tables cannot say where inside a page a mapping ends.\n"
				 " ✓ ( ) one page\n"
				 "         Rounded up to the next page boundary.\n"
				 "\n"
				 " The new line in the map below is one page long: 0x1000 bytes, page. Nothing of\n"
				 "─ what was run, and what the kernel answered ───────────────────────────────────\n"
				 " m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);\n"
				 "     → 0x7ffff7ff8000\n"
				 " ✓ as expected: all 3 checks hold\n"
				 "─ /proc/self/maps ───────────perm─offset────────size──file─────────── ↓ 3 more ─\n"
				 "   555555554000-555555558000 r-xp 00000000    16 KiB  …/mmaptutor-lab\n"
				 "   555555558000-555555559000 rw-p 00004000     4 KiB  …/mmaptutor-lab\n"
				 " + 7ffff7ff8000-7ffff7ff9000 rw-p 00000000     4 KiB  new\n"
				 "─ pages of m: 1 page from 0x7ffff7ff8000 ───────────────────────────────────────\n"
				 " +0      .\n"
				 " . not in memory\n"
				 " no page fault in this step · the process has 48 KiB in memory (Rss)\n"
				 " Enter run the step   ? help   Space choose   Right next step   Left step back\n");
	screen_finish(&s);
}

static void test_after_80_ascii(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, true);
	s.answer.choices = 2;
	s.v.mark = MARK_RIGHT;
	screen_draw(&s);
	assert_screen(&s.canvas, " length: the kernel thinks in pages                                 step 1 of 4\n"
				 "> One byte, one page ------------------------------------------------ v 7 more -\n"
				 " How large is the new mapping?\n"
				 " v Right.\n"
				 "   ( ) it fails with EINVAL\n"
				 "   ( ) 1 byte\n"
				 " v (*) one page\n"
				 "         Rounded up to the next page boundary.\n"
				 "\n"
				 " The new line in the map below is one page long: 0x1000 bytes, page. Nothing of\n"
				 " it is in memory yet.\n"
				 "- what was run, and what the kernel answered -----------------------------------\n"
				 " m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);\n"
				 "     -> 0x7ffff7ff8000\n"
				 " v as expected: all 3 checks hold\n"
				 "- /proc/self/maps -----------perm-offset--------size--file----------- v 3 more -\n"
				 "   555555554000-555555558000 r-xp 00000000    16 KiB  .../mmaptutor-lab\n"
				 "   555555558000-555555559000 rw-p 00004000     4 KiB  .../mmaptutor-lab\n"
				 " + 7ffff7ff8000-7ffff7ff9000 rw-p 00000000     4 KiB  new\n"
				 "- pages of m: 1 page from 0x7ffff7ff8000 ---------------------------------------\n"
				 " +0      .\n"
				 " . not in memory\n"
				 " no page fault in this step . the process has 48 KiB in memory (Rss)\n"
				 " Enter run the step   ? help   Space choose   Right next step   Left step back\n");
	screen_finish(&s);
}

/* clang-format off */
static void test_after_120(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 120, 40, false);
	screen_draw(&s);
	assert_screen(&s.canvas,
		      " length: the kernel thinks in pages                                                                         step 1 of 4\n"
		      "▸ One byte, one page ───────────────────────────│─ what was run, and what the kernel answered ──────────────────────────\n"
		      " How large is the new mapping?                  │ m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS,\n"
		      " ✗ Not so. The kernel did otherwise.            │     -1, 0);\n"
		      "   ( ) it fails with EINVAL                     │     → 0x7ffff7ff8000\n"
		      " ✗ (●) 1 byte                                   │ ✓ as expected: all 3 checks hold\n"
		      "         The page tables cannot say where       │─ /proc/self/maps ───────────perm─offset────────size──file─────────────\n"
		      "         inside a page a mapping ends.          │   555555554000-555555558000 r-xp 00000000    16 KiB  …/mmaptutor-lab\n"
		      " ✓ ( ) one page                                 │   555555558000-555555559000 rw-p 00004000     4 KiB  …/mmaptutor-lab\n"
		      "         Rounded up to the next page boundary.  │ + 7ffff7ff8000-7ffff7ff9000 rw-p 00000000     4 KiB  new\n"
		      "                                                │   7ffff7ff9000-7ffff7ffd000 r--p 00000000    16 KiB  [vvar]\n"
		      " The new line in the map below is one page      │   7ffff7ffd000-7ffff7fff000 r-xp 00000000     8 KiB  [vdso]\n"
		      " long: 0x1000 bytes, page. Nothing of it is in  │   7ffffffde000-7ffffffff000 rw-p 00000000   132 KiB  [stack]\n"
		      " memory yet.                                    │─ pages of m: 1 page from 0x7ffff7ff8000 ──────────────────────────────\n"
		      "                                                │ +0      .\n"
		      " What you read before the run:                  │ . not in memory\n"
		      "                                                │\n"
		      " We ask for length = 1. What the kernel keeps   │\n"
		      " of a mapping is its first and its last page;   │\n"
		      " the page tables know nothing smaller.          │\n"
		      "                                                │\n"
		      " Look at the line that is new in the map:       │\n"
		      " subtract its addresses.                        │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      "                                                │\n"
		      " no page fault in this step · the process has 48 KiB in memory (Rss)\n"
		      " Enter run the step   ? help   Space choose   Right next step   Left step back   h hint   Tab try it out   Esc lessons\n");
	screen_finish(&s);
}
/* clang-format on */

/* Everything that can happen, in one step. */
static void test_all_80(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	screen_draw(&s);
	assert_screen(&s.canvas, " Guard pages                                                        step 1 of 1\n"
				 "▸ A fence behind a buffer ──────────────────────────────────────────────────────\n"
				 " A page with PROT_NONE behind a buffer stops whoever runs over its end.\n"
				 "─ what was run, and what the kernel answered ──────────────────────── ↓ 9 more ─\n"
				 " mprotect(buf + 2*page, page, PROT_NONE);  → 0\n"
				 " ×3 buf[i*page] = 1;\n"
				 "     → SIGSEGV, SEGV_ACCERR at buf + 8192  (2 minor faults)\n"
				 " q = mmap(NULL, 0, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);\n"
				 "     → MAP_FAILED, EINVAL: an argument that makes no sense: not aligned, zero,\n"
				 "       or flags that do not go together\n"
				 " n = 2*page;\n"
				 " die: child: buf[2*page] = 'X';\n"
				 "     → the process dies: SIGSEGV, SEGV_ACCERR at buf + 8192\n"
				 "─ /proc/self/maps ───────────perm─offset────────size──file───── ↑ 4  ↓ 11 more ─\n"
				 " / 7ffff7fd0000-7ffff7fd2000 rw-p 00000000     8 KiB  split in 2\n"
				 " / 7ffff7fd2000-7ffff7fd3000 ---p 00000000     4 KiB\n"
				 "                                              split in 2, permissions rw- → ---\n"
				 "─ pages of file: 16 pages from 0x7ffff7fc0000 ──────────────────────────────────\n"
				 " +0      P P Z F F F c c S G H ? . - E E\n"
				 " - not mapped  E past end of file  G guard page  H huge page  S swapped out\n"
				 " Z zero page  P private copy  F file or shared  c only in the page cache\n"
				 " . not in memory  ? unknown\n"
				 " 2 minor faults in this step · the process has 48 KiB in memory (Rss)\n"
				 " Enter run the step   ? help   Space choose   Right next step   Left step back\n");
	screen_finish(&s);
}

static void test_all_80_maps(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	s.v.pane = PANE_MAPS;
	screen_draw(&s);
	assert_screen(&s.canvas, " Guard pages                                                        step 1 of 1\n"
				 "─ A fence behind a buffer ──────────────────────────────────────────────────────\n"
				 " A page with PROT_NONE behind a buffer stops whoever runs over its end.\n"
				 "─ what was run, and what the kernel answered ─────────────────────── ↓ 15 more ─\n"
				 " mprotect(buf + 2*page, page, PROT_NONE);  → 0\n"
				 " ×3 buf[i*page] = 1;\n"
				 "     → SIGSEGV, SEGV_ACCERR at buf + 8192  (2 minor faults)\n"
				 "▸ /proc/self/maps ───────────perm─offset────────size──file────── ↑ 2  ↓ 7 more ─\n"
				 "   555555558000-555555559000 rw-p 00004000     4 KiB  …/mmaptutor-lab\n"
				 "   7ffff7fc0000-7ffff7fd0000 r--p 00000000    64 KiB  …/three.dat\n"
				 " / 7ffff7fd0000-7ffff7fd2000 rw-p 00000000     8 KiB  split in 2\n"
				 " / 7ffff7fd2000-7ffff7fd3000 ---p 00000000     4 KiB\n"
				 "                                              split in 2, permissions rw- → ---\n"
				 " ~ 7ffff7fd8000-7ffff7fd9000 rwxs 00002000     4 KiB  /memfd:ring (deleted)\n"
				 "                                                      permissions rw- → rwx\n"
				 " ~ 7ffff7fe0000-7ffff7fe4000 rw-p 00000000    16 KiB  grew by 8 KiB\n"
				 " - 7ffff7fe8000-7ffff7fe9000 rw-p 00000000     4 KiB  gone\n"
				 "─ pages of file: 16 pages from 0x7ffff7fc0000 ──────────────────────────────────\n"
				 " +0      P P Z F F F c c S G H ? . - E E\n"
				 " - not mapped  E past end of file  G guard page  H huge page  S swapped out\n"
				 " Z zero page  P private copy  F file or shared  c only in the page cache\n"
				 " . not in memory  ? unknown\n"
				 " 2 minor faults in this step · the process has 48 KiB in memory (Rss)\n"
				 " Enter run the step   ? help   Space choose   Right next step   Left step back\n");
	screen_finish(&s);
}

/* clang-format off */
static const char all_200[] =
	" Guard pages                                                                                                                                                                                step 1 of 1\n"
	"▸ A fence behind a buffer ────────────────────────────────│─ what was run, and what the kernel answered ─────────────│─ /proc/self/maps ───────────perm─offset────────size──file────────────────────────\n"
	" A page with PROT_NONE behind a buffer stops whoever runs │ mprotect(buf + 2*page, page, PROT_NONE);  → 0            │ the first process\n"
	" over its end.                                            │ ×3 buf[i*page] = 1;                                      │   555555554000-555555558000 r-xp 00000000    16 KiB  …/mmaptutor-lab\n"
	"                                                          │     → SIGSEGV, SEGV_ACCERR at buf + 8192                 │   555555558000-555555559000 rw-p 00004000     4 KiB  …/mmaptutor-lab\n"
	"                                                          │       (2 minor faults)                                   │   7ffff7fc0000-7ffff7fd0000 r--p 00000000    64 KiB  …/three.dat\n"
	"                                                          │ q = mmap(NULL, 0, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS,  │ / 7ffff7fd0000-7ffff7fd2000 rw-p 00000000     8 KiB  split in 2\n"
	"                                                          │     -1, 0);                                              │ / 7ffff7fd2000-7ffff7fd3000 ---p 00000000     4 KiB\n"
	"                                                          │     → MAP_FAILED, EINVAL: an argument that makes no      │                                                split in 2, permissions rw- → ---\n"
	"                                                          │       sense: not aligned, zero, or flags that do not go  │ ~ 7ffff7fd8000-7ffff7fd9000 rwxs 00002000     4 KiB  /memfd:ring (deleted)\n"
	"                                                          │       together                                           │                                                      permissions rw- → rwx\n"
	"                                                          │ n = 2*page;                                              │ ~ 7ffff7fe0000-7ffff7fe4000 rw-p 00000000    16 KiB  grew by 8 KiB\n"
	"                                                          │ die: child: buf[2*page] = 'X';                           │ - 7ffff7fe8000-7ffff7fe9000 rw-p 00000000     4 KiB  gone\n"
	"                                                          │     → the process dies: SIGSEGV, SEGV_ACCERR at buf +    │   7ffff7ff9000-7ffff7ffd000 r--p 00000000    16 KiB  [vvar]\n"
	"                                                          │       8192                                               │   7ffff7ffd000-7ffff7fff000 r-xp 00000000     8 KiB  [vdso]\n"
	"                                                          │ child: touch(buf, page);                                 │   7ffffffde000-7ffffffff000 rw-p 00000000   132 KiB  [stack]\n"
	"                                                          │     → no answer: the process has ended                   │ child (ended)\n"
	"                                                          │ touch(buf, page);         → not run                      │   The process is gone, and its map with it. It was:\n"
	"                                                          │ printed:                                                 │   555555554000-555555558000 r-xp 00000000    16 KiB  …/mmaptutor-lab\n"
	"                                                          │   done                                                   │   555555558000-555555559000 rw-p 00004000     4 KiB  …/mmaptutor-lab\n"
	"                                                          │ ✓ holds: perms(buf) == \"rw-p\"                            │─ pages of file: 16 pages from 0x7ffff7fc0000 ────────────────────────────────────\n"
	"                                                          │ ✗ does not hold: minflt == 3                             │ +0      P P Z F F F c c S G H ? . - E E\n"
	"                                                          │     minflt is 2                                          │ - not mapped  E past end of file  G guard page  H huge page  S swapped out\n"
	"                                                          │ • cannot be told: softdirty(buf, page) == 1              │ Z zero page  P private copy  F file or shared  c only in the page cache\n"
	"                                                          │     this kernel keeps no soft-dirty bits                 │ . not in memory  ? unknown\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	"                                                          │                                                          │\n"
	" 2 minor faults in this step · the process has 48 KiB in memory (Rss)\n"
	" Enter run the step   ? help   Space choose   Right next step   Left step back   h hint   Tab try it out   Esc lessons\n";
/* clang-format on */

static void test_all_200(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 200, 60);
	screen_draw(&s);
	assert_screen(&s.canvas, all_200);
	screen_finish(&s);
}

static void test_skipped(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, false);
	struct record skipped = { .skipped = "It needs a pool of huge pages, and there is none." };
	s.v.record = &skipped;
	screen_draw(&s);
	assert_screen(&s.canvas, " length: the kernel thinks in pages                                 step 1 of 4\n"
				 "▸ One byte, one page ───────────────────────────────────────────────────────────\n"
				 " This step cannot run here.\n"
				 " It needs a pool of huge pages, and there is none.\n"
				 "\n"
				 " We ask for length = 1. What the kernel keeps of a mapping is its first and its\n"
				 " last page; the page tables know nothing smaller.\n"
				 "\n"
				 " Look at the line that is new in the map: subtract its addresses.\n"
				 "\n"
				 " The new line in the map below is one page long: 0x1000 bytes, page. Nothing of\n"
				 " it is in memory yet.\n"
				 "─ what will be run ─────────────────────────────────────────────────────────────\n"
				 " m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);\n"
				 "─ /proc/self/maps ───────────perm─offset────────size──file──────────────────────\n"
				 " There is no process yet.\n"
				 "─ pages of m ───────────────────────────────────────────────────────────────────\n"
				 " Nothing is mapped there yet.\n"
				 "\n"
				 "\n"
				 "\n"
				 "\n"
				 "\n"
				 " Enter run the step   ? help   Space choose   Right next step   Left step back\n");
	screen_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_before_80),      cmocka_unit_test(test_after_80),
		cmocka_unit_test(test_after_80_ascii), cmocka_unit_test(test_after_120),
		cmocka_unit_test(test_all_80),         cmocka_unit_test(test_all_80_maps),
		cmocka_unit_test(test_all_200),        cmocka_unit_test(test_skipped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
