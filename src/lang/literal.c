/* The literals of C: integers in three bases with suffixes, and the escapes of characters. */
#include <stdbool.h>
#include <string.h>

#include "lang/lex.h"

#include "base/tr.h"

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

static bool is_suffix(const char *s, size_t len)
{
	static const char *const suffixes[] = { "",    "u",   "U",   "l",   "L",   "ll",  "LL", "ul",
						"uL",  "Ul",  "UL",  "lu",  "lU",  "Lu",  "LU", "ull",
						"uLL", "Ull", "ULL", "llu", "llU", "LLu", "LLU" };
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (strlen(suffixes[i]) == len && !memcmp(suffixes[i], s, len))
			return true;
	return false;
}

const char *lex_number(const char *s, size_t len, int64_t *value)
{
	size_t i = 0;
	int base = 10;
	if (len > 1 && s[0] == '0') {
		bool hex = s[1] == 'x' || s[1] == 'X';
		base = hex ? 16 : 8;
		i = hex ? 2 : 1;
	}
	size_t first = i;
	bool fits = true;
	*value = 0;
	for (; i < len && digit(s[i]) < base; i++)
		fits = fits && !__builtin_mul_overflow(*value, base, value) &&
		       !__builtin_add_overflow(*value, digit(s[i]), value);
	if (memchr(s, '.', len))
		return tr("only whole numbers are part of the statement language");
	if (base == 16 && i == first)
		return tr("digits are missing behind 0x");
	if (!is_suffix(s + i, len - i))
		return base == 8 ? tr("a number that starts with 0 is octal: digits 0 to 7, then u, l or ll")
				 : tr("a number is digits, then u, l or ll: decimal, 0x hexadecimal or 0 octal");
	return fits ? NULL : tr("the number does not fit into 64 bits, signed");
}

static int octal(const char **s, const char **wrong)
{
	int v = 0;
	for (int n = 0; n < 3 && digit(**s) < 8; n++)
		v = v * 8 + digit(*(*s)++);
	if (v <= 255)
		return v;
	*wrong = tr("an octal escape ends at \\377");
	return -1;
}

static int hexadecimal(const char **s, const char **wrong)
{
	int v = 0;
	if (digit(**s) > 15) {
		*wrong = tr("digits are missing behind \\x");
		return -1;
	}
	for (; digit(**s) < 16; (*s)++) {
		v = v * 16 + digit(**s);
		if (v > 255) {
			*wrong = tr("a \\x escape ends at \\xff, and takes every digit that follows");
			return -1;
		}
	}
	return v;
}

int lex_character(const char **s, const char **wrong)
{
	static const char letters[] = "abfnrtv\\'\"?", bytes[] = "\a\b\f\n\r\t\v\\'\"?";
	if (**s != '\\')
		return (unsigned char)*(*s)++;
	(*s)++;
	if (digit(**s) < 8)
		return octal(s, wrong);
	if (**s == 'x') {
		(*s)++;
		return hexadecimal(s, wrong);
	}
	const char *known = **s ? strchr(letters, **s) : NULL;
	if (!known) {
		*wrong = tr("C has no such escape");
		return -1;
	}
	(*s)++;
	return (unsigned char)bytes[known - letters];
}
