/* Totals of a process and of the system: all that libproc2 does here. */
#include <libproc2/meminfo.h>
#include <libproc2/pids.h>

#include "proc/proc.h"
#include "proc/proc_system.h"
#include "proc/reading.h"

enum { SIZE, RSS, LIGHT, LOCKED = LIGHT, MINFLT, MAJFLT, WALKED_RSS, PSS, USS, HEAVY };

/*
 * Sizes are in KiB. The light ones come from statm, one short read: they are taken twice a step. The last three
 * come from smaps_rollup, for which the kernel walks the page table.
 */
static const enum pids_item items[HEAVY] = {
	[SIZE] = PIDS_MEM_VIRT,  [RSS] = PIDS_MEM_RES,        [LOCKED] = PIDS_VM_RSS_LOCKED,
	[MINFLT] = PIDS_FLT_MIN, [MAJFLT] = PIDS_FLT_MAJ,     [WALKED_RSS] = PIDS_SMAP_RSS,
	[PSS] = PIDS_SMAP_PSS,   [USS] = PIDS_SMAP_PRV_TOTAL,
};

static const struct pids_result *read_items(struct pids_info **info, pid_t pid, int n)
{
	enum pids_item wanted[HEAVY];
	for (int i = 0; i < n; i++)
		wanted[i] = items[i];
	if (!*info && procps_pids_new(info, wanted, n) < 0) {
		*info = NULL;
		return NULL;
	}
	unsigned one = (unsigned)pid;
	const struct pids_fetch *found = procps_pids_select(*info, &one, 1, PIDS_SELECT_PID);
	return found && found->counts->total == 1 ? found->stacks[0]->head : NULL;
}

/* libproc2 answers 0 for what it cannot read. No process that lives has a size of 0, nor a walked RSS of 0. */
void proc_totals(struct proc *p, bool heavy, struct totals *out)
{
	*out = (struct totals){ PROC_UNKNOWN, PROC_UNKNOWN, PROC_UNKNOWN, PROC_UNKNOWN,
				PROC_UNKNOWN, PROC_UNKNOWN, PROC_UNKNOWN };
	const struct pids_result *r = read_items(heavy ? &p->heavy : &p->light, p->pid, heavy ? HEAVY : LIGHT);
	if (!r || r[SIZE].result.ul_int == 0)
		return;
	out->vm_size = r[SIZE].result.ul_int * 1024;
	out->rss = r[RSS].result.ul_int * 1024;
	if (!heavy)
		return;
	out->locked = r[LOCKED].result.ul_int * 1024;
	out->minflt = r[MINFLT].result.ul_int;
	out->majflt = r[MAJFLT].result.ul_int;
	if (r[WALKED_RSS].result.ul_int == 0)
		return;
	out->rss = r[WALKED_RSS].result.ul_int * 1024;
	out->pss = r[PSS].result.ul_int * 1024;
	out->uss = r[USS].result.ul_int * 1024;
}

void totals_finish(struct proc *p)
{
	if (p->light)
		(void)procps_pids_unref(&p->light);
	if (p->heavy)
		(void)procps_pids_unref(&p->heavy);
}

void proc_memory(struct system_memory *out)
{
	*out = (struct system_memory){ PROC_UNKNOWN, PROC_UNKNOWN, PROC_UNKNOWN, PROC_UNKNOWN, PROC_UNKNOWN };
	static const enum meminfo_item wanted[] = { MEMINFO_MEM_TOTAL, MEMINFO_MEM_AVAILABLE, MEMINFO_SWAP_TOTAL,
						    MEMINFO_SWAP_FREE, MEMINFO_MEM_HUGE_SIZE };
	uint64_t *fields[] = { &out->total, &out->available, &out->swap_total, &out->swap_free, &out->huge_page };
	struct meminfo_info *info = NULL;
	if (procps_meminfo_new(&info) < 0)
		return;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct meminfo_result *r = procps_meminfo_get(info, wanted[i]);
		if (r)
			*fields[i] = (uint64_t)r->result.ul_int * 1024;
	}
	(void)procps_meminfo_unref(&info);
}
