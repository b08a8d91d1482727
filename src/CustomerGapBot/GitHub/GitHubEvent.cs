using System.Text.Json.Serialization;

namespace CustomerGapBot.GitHub;

/// <summary>
/// A webhook's payload, as far as it is read here. GitHub leaves keys out, sets them to null and adds new ones without notice:
/// everything may be missing, and what has an unexpected shape counts as missing.
/// </summary>
internal sealed record GitHubEvent
{
    public string? Action { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubIssue>))]
    public GitHubIssue? Issue { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubComment>))]
    public GitHubComment? Comment { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubChanges>))]
    public GitHubChanges? Changes { get; init; }

    /// <summary>The one that was added or taken away.</summary>
    [JsonConverter(typeof(Tolerant<GitHubLabel>))]
    public GitHubLabel? Label { get; init; }

    /// <summary>The one that was added or taken away.</summary>
    [JsonConverter(typeof(Tolerant<GitHubUser>))]
    public GitHubUser? Assignee { get; init; }

    /// <summary>The one that was set or taken away.</summary>
    [JsonConverter(typeof(Tolerant<GitHubMilestone>))]
    public GitHubMilestone? Milestone { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubRepository>))]
    public GitHubRepository? Repository { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubUser>))]
    public GitHubUser? Sender { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubInstallation>))]
    public GitHubInstallation? Installation { get; init; }

    /// <summary>Null when the JSON is not of that shape at all.</summary>
    public static GitHubEvent? Parse(ReadOnlySpan<byte> json) => GitHubJson.Parse(json, GitHubJson.Default.GitHubEvent);
}

/// <summary>
/// What was before an edit, or the other end of a transfer: the source repository is told the new issue, the target the old one.
/// May be empty, even on <c>edited</c>.
/// </summary>
internal sealed record GitHubChanges
{
    [JsonConverter(typeof(Tolerant<GitHubChange>))]
    public GitHubChange? Title { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubChange>))]
    public GitHubChange? Body { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubIssue>))]
    public GitHubIssue? NewIssue { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubRepository>))]
    public GitHubRepository? NewRepository { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubIssue>))]
    public GitHubIssue? OldIssue { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubRepository>))]
    public GitHubRepository? OldRepository { get; init; }
}

internal sealed record GitHubChange(string? From);

internal sealed record GitHubInstallation(long? Id);
