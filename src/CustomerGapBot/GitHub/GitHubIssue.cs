using System.Text.Json.Serialization;

namespace CustomerGapBot.GitHub;

/// <summary>An issue or a pull request, in a webhook and in an answer alike. Everything may be missing.</summary>
internal sealed record GitHubIssue
{
    public long? Id { get; init; }

    public string? NodeId { get; init; }

    public long? Number { get; init; }

    public string? Title { get; init; }

    /// <summary>Null when it was left empty.</summary>
    public string? Body { get; init; }

    /// <summary>Null when the account is no more: GitHub then shows "ghost".</summary>
    [JsonConverter(typeof(Tolerant<GitHubUser>))]
    public GitHubUser? User { get; init; }

    [JsonConverter(typeof(TolerantList<GitHubLabel>))]
    public IReadOnlyList<GitHubLabel>? Labels { get; init; }

    [JsonConverter(typeof(TolerantList<GitHubUser>))]
    public IReadOnlyList<GitHubUser>? Assignees { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubMilestone>))]
    public GitHubMilestone? Milestone { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public string? State { get; init; }

    /// <summary><c>completed</c>, <c>not_planned</c>, <c>duplicate</c>, <c>reopened</c>, or null.</summary>
    public string? StateReason { get; init; }

    public bool? Locked { get; init; }

    /// <summary><c>resolved</c>, <c>off-topic</c>, <c>too heated</c>, <c>spam</c>, or null.</summary>
    public string? ActiveLockReason { get; init; }

    public long? Comments { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubReactions>))]
    public GitHubReactions? Reactions { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? HtmlUrl { get; init; }

    public bool? Draft { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubPullRequestLink>))]
    public GitHubPullRequestLink? PullRequest { get; init; }

    [JsonPropertyName("performed_via_github_app"), JsonConverter(typeof(Tolerant<GitHubApp>))]
    public GitHubApp? PerformedViaGitHubApp { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubIssueType>))]
    public GitHubIssueType? Type { get; init; }

    /// <summary>Says who they are to the repository, but not reliably: no ground for a permission.</summary>
    public string? AuthorAssociation { get; init; }

    /// <summary>GitHub tells of pull requests under the name of issues: by <c>issue_comment</c>, by some <c>issues</c>, and in lists.</summary>
    [JsonIgnore]
    public bool IsPullRequest => PullRequest is not null;

    /// <summary>Written by a bot, or by an app in somebody's name.</summary>
    [JsonIgnore]
    public bool IsByBot => PerformedViaGitHubApp is not null || User is { IsBot: true };

    /// <summary>Null when the JSON is not of that shape at all.</summary>
    public static GitHubIssue? Parse(ReadOnlySpan<byte> json) => GitHubJson.Parse(json, GitHubJson.Default.GitHubIssue);
}

internal sealed record GitHubLabel(long? Id, string? Name, string? Color);

internal sealed record GitHubMilestone(long? Id, long? Number, string? Title, string? HtmlUrl);

internal sealed record GitHubReactions(long? TotalCount, [property: JsonPropertyName("+1")] long? PlusOne);

internal sealed record GitHubIssueType(string? Name);

internal sealed record GitHubPullRequestLink(string? HtmlUrl, DateTimeOffset? MergedAt);
