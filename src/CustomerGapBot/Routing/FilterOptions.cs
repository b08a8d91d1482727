namespace CustomerGapBot.Routing;

/// <summary>Criteria of a rule. Letter case does not matter.</summary>
internal sealed class FilterOptions
{
    /// <summary>What can bring something new into a channel. All else only changes what is there.</summary>
    private static readonly string[] Known =
    [
        "issues.opened", "issues.edited", "issues.labeled", "issues.unlabeled", "issues.assigned", "issues.unassigned", "issues.milestoned", "issues.demilestoned",
        "issues.closed", "issues.reopened", "issues.pinned", "issues.unpinned", "issues.locked", "issues.unlocked", "issues.typed", "issues.untyped",
        "issue_comment.created",
    ];

    /// <summary>Has at least one of these labels.</summary>
    public IReadOnlyList<string> AnyLabel { get; init; } = [];

    /// <summary>Has all of these labels.</summary>
    public IReadOnlyList<string> AllLabels { get; init; } = [];

    /// <summary>Whoever wrote it (the issue, or the comment) has one of these GitHub logins.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>GitHub's event and action: <c>issues.opened</c>, <c>issues.labeled</c>, <c>issue_comment.created</c>…</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    public IEnumerable<string> Faults(string section) => Actions
        .Where(action => !Known.Contains(action, StringComparer.OrdinalIgnoreCase))
        .Select(action => $"{section}:Actions has \"{action}\", which puts nothing into a channel: choose among {string.Join(", ", Known)}.");
}
