#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char license[] SEC("license") = "GPL";
__u64 sent;

SEC("kprobe/tcp_sendmsg")
int count(struct pt_regs *ctx)
{
	__sync_fetch_and_add(&sent, PT_REGS_PARM3(ctx));
	return 0;
}
