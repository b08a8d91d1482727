namespace CustomerGapBot.Sandbox;

/// <summary>Counts what changed, so that the page knows when to look again.</summary>
internal sealed class Changes
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long version;

    public long Version => Volatile.Read(ref version);

    public void Tell()
    {
        TaskCompletionSource told;
        lock (gate)
        {
            version++;
            told = next;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.SetResult();
    }

    public async Task<long> AfterAsync(long seen, CancellationToken ct)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (version > seen) return version;
                more = next.Task;
            }

            await more.WaitAsync(ct);
        }
    }
}
