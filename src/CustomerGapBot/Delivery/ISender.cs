namespace CustomerGapBot.Delivery;

/// <summary>One service's side of the courier: sends, finds what it sent, and knows the service's codes and limits.</summary>
internal interface ISender
{
    /// <summary>The name by which parcels ask for this sender: <c>slack</c>, <c>github</c>.</summary>
    string Service { get; }

    /// <summary>Limits that hold whatever the lane.</summary>
    IReadOnlyList<Budget> Budgets { get; }

    /// <summary>The least time between two posts in one lane.</summary>
    TimeSpan PostPace { get; }

    /// <summary>One attempt. It never throws for what the service or the network does, and is over within 30 seconds.</summary>
    Task<Outcome> SendAsync(Sending sending, CancellationToken ct);

    /// <summary>
    /// Looks for a post whose attempt ended as <see cref="Outcome.Unknown"/>, by its mark.
    /// <see cref="Outcome.Delivered"/>: found; <see cref="Outcome.Gone"/>: looked everywhere, and it is not there; anything else: could not look.
    /// </summary>
    Task<Outcome> FindAsync(Sending sending, CancellationToken ct);

    /// <summary>Asks whether a parked lane is open again: <see cref="Outcome.Delivered"/> when it is.</summary>
    Task<Outcome> ProbeAsync(string lane, CancellationToken ct);

    /// <summary>The bodies of neighbouring posts as one body, or null when they do not fit into one.</summary>
    string? Fold(IReadOnlyList<string> bodies);

    /// <summary>A body that stands for parcels that waited too long to be posted one by one.</summary>
    string Digest(IReadOnlyList<DigestLine> lines, int total);
}

/// <summary>At most <paramref name="Count"/> parcels of a kind in any <paramref name="Window"/>, over all lanes of the service.</summary>
internal sealed record Budget(string Kind, int Count, TimeSpan Window);
