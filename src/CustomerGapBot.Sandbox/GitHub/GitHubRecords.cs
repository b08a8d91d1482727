namespace CustomerGapBot.Sandbox;

internal sealed record GitHubLabel(long Id, string Name, string Color);

internal sealed record GitHubMilestone(long Id, int Number, string Title);

/// <summary>One issue as GitHub keeps it. Its <paramref name="Id"/> stays the same over a transfer; times are whole seconds.</summary>
internal sealed record GitHubIssue(long Id, string Repository, int Number, Person User, string Title, string? Body, DateTimeOffset CreatedAt)
{
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public DateTimeOffset? ClosedAt { get; init; }

    public Person? ClosedBy { get; init; }

    public string State => ClosedAt is null ? "open" : "closed";

    public string? StateReason { get; init; }

    public bool Locked { get; init; }

    public string? LockReason { get; init; }

    public bool Pinned { get; init; }

    public IReadOnlyList<GitHubLabel> Labels { get; init; } = [];

    public IReadOnlyList<Person> Assignees { get; init; } = [];

    public GitHubMilestone? Milestone { get; init; }

    public IReadOnlyDictionary<string, int> Reactions { get; init; } = new Dictionary<string, int>();

    /// <summary>How many comments it has.</summary>
    public int Comments { get; init; }

    public bool IsPullRequest { get; init; }
}

internal sealed record GitHubComment(long Id, long IssueId, Person User, string Body, DateTimeOffset CreatedAt)
{
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public IReadOnlyDictionary<string, int> Reactions { get; init; } = new Dictionary<string, int>();
}

internal sealed record GitHubRepository(long Id, string FullName, bool Private)
{
    public string Owner => FullName.Split('/')[0];

    public string Name => FullName.Split('/')[1];
}

/// <summary>
/// One webhook delivery. A redelivery keeps the <paramref name="Guid"/>.
/// </summary>
internal sealed record GitHubDelivery(Guid Guid, long HookId, string Event, string Action, DateTimeOffset At, byte[] Body)
{
    /// <summary>The bot's last answer; 0 when none came, null when it was never sent.</summary>
    public int? Status { get; init; }

    public int Attempts { get; init; }
}
