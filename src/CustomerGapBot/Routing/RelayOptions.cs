namespace CustomerGapBot.Routing;

/// <summary>How the issues of a repository reach a channel, and what is left out. The defaults keep the channel unmuted.</summary>
internal class RelayOptions
{
    /// <summary>Comments in the card's thread, or each as a message of its own.</summary>
    public bool Threaded { get; init; } = true;

    /// <summary>Which comments in a thread are also shown in the channel.</summary>
    public Broadcast Broadcast { get; init; } = Broadcast.Revived;

    /// <summary>What bots write and is left out.</summary>
    public Bots LeaveOutBots { get; init; } = Bots.Comments;

    /// <summary>Only what fits every criterion that is given here.</summary>
    public FilterOptions Include { get; init; } = new();

    /// <summary>Nothing that fits any criterion given here.</summary>
    public FilterOptions Exclude { get; init; } = new();

    /// <param name="ends">The section that names the two ends.</param>
    /// <param name="repository">Where from.</param>
    /// <param name="channel">Where to.</param>
    /// <param name="section">The section of these options.</param>
    public IEnumerable<string> Faults(string ends, string repository, string channel, string section) =>
    [
        .. RepositoryName.Faults(repository, $"{ends}:Repository"),
        .. ChannelName.Faults(channel, $"{ends}:Channel"),
        .. Include.Faults($"{section}:Include"),
        .. Exclude.Faults($"{section}:Exclude"),
    ];
}

/// <summary>Which comments in a thread are also shown in the channel.</summary>
internal enum Broadcast
{
    Never,

    /// <summary>The first one after three quiet days, at most one an issue and day.</summary>
    Revived,

    Always,
}

/// <summary>What bots write and is left out.</summary>
internal enum Bots
{
    Nothing,
    Comments,
    Everything,
}
