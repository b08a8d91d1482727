using System.Text.Json.Serialization;

namespace CustomerGapBot.GitHub;

/// <summary>A comment of an issue or a pull request, in a webhook and in an answer alike. Everything may be missing.</summary>
internal sealed record GitHubComment
{
    public long? Id { get; init; }

    public string? NodeId { get; init; }

    public string? Body { get; init; }

    /// <summary>Null when the account is no more: GitHub then shows "ghost".</summary>
    [JsonConverter(typeof(Tolerant<GitHubUser>))]
    public GitHubUser? User { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? HtmlUrl { get; init; }

    /// <summary>The API's address of the issue: in a list of comments the only thing that says whose they are.</summary>
    public string? IssueUrl { get; init; }

    [JsonConverter(typeof(Tolerant<GitHubReactions>))]
    public GitHubReactions? Reactions { get; init; }

    [JsonPropertyName("performed_via_github_app"), JsonConverter(typeof(Tolerant<GitHubApp>))]
    public GitHubApp? PerformedViaGitHubApp { get; init; }

    public string? AuthorAssociation { get; init; }

    /// <summary>Written by a bot, or by an app in somebody's name.</summary>
    [JsonIgnore]
    public bool IsByBot => PerformedViaGitHubApp is not null || User is { IsBot: true };

    /// <summary>Null when the JSON is not of that shape at all.</summary>
    public static GitHubComment? Parse(ReadOnlySpan<byte> json) => GitHubJson.Parse(json, GitHubJson.Default.GitHubComment);
}
