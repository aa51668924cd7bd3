/* What is put into an exported program, from the smallest up. Inside export/ only. */
#ifndef EXPORT_PUT_H
#define EXPORT_PUT_H

#include "export/program.h"

/* expression.c, expression_call.c */
void expression_put(struct program *p, const struct node *n, struct buf *out);
/* In parentheses where it is more than one operand, unless `bare`. */
void expression_operand(struct program *p, const struct node *n, bool bare, struct buf *out);
void expression_cast(struct program *p, const char *type, const struct node *n, struct buf *out);
/* A number, where C would have an address; and the other way round. */
void expression_number(struct program *p, const struct node *n, bool bare, struct buf *out);
void expression_address(struct program *p, const struct node *n, const char *type, struct buf *out);
void expression_word(struct program *p, const struct node *n, struct buf *out);
void expression_call(struct program *p, const struct node *n, struct buf *out);

/* turn.c */
void program_tabs(unsigned n, struct buf *out);
void program_quoted(const char *s, struct buf *out); /* between quotes of C */
bool program_observes(const struct node *n, const char *word);
/* Why a statement or claim has no equivalent; NULL where it has. */
const char *left_out_why(const struct node *n, bool die);
void left_out_put(struct program *p, const char *what, const struct node *n, const char *why, struct buf *out);
/* The actor and the rest of `child: x = 1` and `x = child: m[0]` (in *copy); NULL where there is no actor. */
const char *turn_split(const struct node *n, const struct node **rest, struct node *copy);
/* Opens the function of a turn: its lines go to p->turn. The end puts the call of it. */
void turn_begin(struct program *p, const char *actor);
void turn_end(struct program *p, const struct node *n, unsigned tabs, struct buf *out);

/* statement.c, claim.c */
void statement_put(struct program *p, const struct action *a, unsigned tabs, struct buf *out);
void claim_put(struct program *p, const struct code *c, bool goal, struct buf *out);

/* step.c: the functions of one step, into p->functions. */
void step_put(struct program *p, const struct step *s);
/* "step_one_byte" */
void step_name(const struct step *s, struct buf *out);
/* part.c: the step that the part of step i begins with. */
size_t part_first(const struct lesson *l, size_t i);
/* The steps [from, to) that a program of `step` holds. */
void parts_range(const struct lesson *l, size_t step, size_t *from, size_t *to);
/* The functions of all parts and main(); puts the steps first. */
void parts_put(struct program *p, size_t step, struct buf *out);
/* The values of `vary`. */
void step_constants(struct program *p, struct buf *out);

#endif
