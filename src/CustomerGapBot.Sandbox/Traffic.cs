namespace CustomerGapBot.Sandbox;

/// <summary>Which way a call went, seen from the bot.</summary>
internal enum Direction
{
    In,
    Out,
}

/// <summary>
/// One call between the bot and a stand-in. <paramref name="Status"/> 0: no answer was given. <paramref name="Error"/> is Slack's code when
/// it said <c>ok:false</c>, or why there was no answer. Both bodies are shortened and hold no secret.
/// </summary>
internal sealed record Call(
    long Id, DateTimeOffset At, Direction Direction, string Service, string What, int Status, string? Error, TimeSpan Took, string Body, string Answer);

/// <summary>The latest calls both ways.</summary>
internal sealed class Traffic(TimeProvider clock, Changes changes, IReadOnlyList<string> secrets)
{
    private const int Room = 20_000;
    private const int LongestBody = 4_000;

    private readonly Lock gate = new();
    private readonly Queue<Call> calls = new();
    private long count;

    /// <summary>Calls in the order in which they ended; <paramref name="what"/> is a Slack method, a GitHub <c>GET /path</c>, or an event's name.</summary>
    public IReadOnlyList<Call> Calls(string? what = null)
    {
        lock (gate) return [.. calls.Where(call => what is null || call.What == what)];
    }

    public IReadOnlyList<Call> Latest(int number)
    {
        lock (gate) return [.. calls.Skip(Math.Max(0, calls.Count - number))];
    }

    public void Note(
        Direction direction, string service, string what, int status, string? error, long startedAt, string body, string answer)
    {
        var took = clock.GetElapsedTime(startedAt);
        var at = clock.GetUtcNow() - took;
        lock (gate)
        {
            calls.Enqueue(new(++count, at, direction, service, what, status, error, took, Clean(body), Clean(answer)));
            if (calls.Count > Room) calls.Dequeue();
        }

        changes.Tell();
    }

    private string Clean(string body)
    {
        foreach (var secret in secrets) body = body.Replace(secret, "•••", StringComparison.Ordinal);
        return body.Length <= LongestBody ? body : string.Concat(body.AsSpan(0, LongestBody), "…");
    }
}
