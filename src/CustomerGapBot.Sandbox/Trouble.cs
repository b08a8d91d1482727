namespace CustomerGapBot.Sandbox;

internal enum FaultKind
{
    Error,
    TooMany,
    ServerError,
    AcceptThenDrop,
    DropBeforeWork,
    Slow,
    Html,
}

/// <summary>What the next <paramref name="Left"/> calls of a method will meet.</summary>
internal sealed record Fault(long Id, FaultKind Kind, string Method, int Left, string Error = "", int Status = 0, TimeSpan Span = default)
{
    public string What => Kind switch
    {
        FaultKind.Error => $"{Method} answers {Error}",
        FaultKind.TooMany => $"{Method} answers 429, Retry-After {Span.TotalSeconds:0} s",
        FaultKind.ServerError => $"{Method} answers {Status}",
        FaultKind.AcceptThenDrop => $"{Method} does its work, and its answer is lost",
        FaultKind.DropBeforeWork => $"{Method} is lost on the way",
        FaultKind.Slow => $"{Method} does its work, and answers {Span.TotalSeconds:0} s late",
        _ => $"{Method} answers an HTML page",
    };
}

/// <summary>
/// Trouble on request. A method is a Slack method (<c>chat.postMessage</c>), a GitHub call (<c>GET /repos/acme/feedback/issues</c>), a
/// beginning of either that ends in <c>*</c>, or a whole service: <c>slack</c>, <c>github</c>. Faults are met in the order they were asked for.
/// </summary>
internal sealed class Trouble(Changes changes)
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private long count;

    public IReadOnlyList<Fault> Ahead
    {
        get { lock (gate) return [.. faults]; }
    }

    /// <summary>Slack: <c>ok:false</c> with this code. GitHub: a status code such as <c>404</c>, else a 422 with this code.</summary>
    public void Fail(string method, string error, int times = 1) => Add(new(0, FaultKind.Error, method, times, error));

    public void TooMany(string method, TimeSpan retryAfter, int times = 1) => Add(new(0, FaultKind.TooMany, method, times, Span: retryAfter));

    public void ServerError(int status, string method, int times = 1) => Add(new(0, FaultKind.ServerError, method, times, Status: status));

    /// <summary>Does the work, then breaks the connection without an answer.</summary>
    public void AcceptThenDrop(string method, int times = 1) => Add(new(0, FaultKind.AcceptThenDrop, method, times));

    /// <summary>Breaks the connection, and nothing was done.</summary>
    public void DropBeforeWork(string method, int times = 1) => Add(new(0, FaultKind.DropBeforeWork, method, times));

    /// <summary>Does the work at once, and answers only after <paramref name="by"/> on the stand-ins' clock.</summary>
    public void Slow(string method, TimeSpan by, int times = 1) => Add(new(0, FaultKind.Slow, method, times, Span: by));

    /// <summary>200 with an HTML page where JSON belongs, as a proxy or a maintenance page does.</summary>
    public void Html(string method, int times = 1) => Add(new(0, FaultKind.Html, method, times));

    public void Clear()
    {
        lock (gate) faults.Clear();
        changes.Tell();
    }

    public Fault? Take(string service, string what)
    {
        lock (gate)
        {
            var index = faults.FindIndex(fault => Meets(fault.Method, service, what));
            if (index < 0) return null;
            var fault = faults[index];
            if (fault.Left > 1) faults[index] = fault with { Left = fault.Left - 1 };
            else faults.RemoveAt(index);
            return fault;
        }
    }

    private static bool Meets(string method, string service, string what) =>
        method == what || method == service || method.EndsWith('*') && what.StartsWith(method[..^1], StringComparison.Ordinal);

    private void Add(Fault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Left, 1);
        lock (gate) faults.Add(fault with { Id = ++count });
        changes.Tell();
    }
}
