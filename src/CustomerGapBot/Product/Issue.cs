using System.Security.Cryptography;
using System.Text.Json;
using CustomerGapBot.GitHub;

namespace CustomerGapBot.Product;

/// <summary>
/// An issue as far as we show it. Everything but ids, addresses and times is outside text. <paramref name="Body"/> is its beginning only.
/// </summary>
internal sealed record Issue(
    long Id,
    string Repository,
    long Number,
    string Url,
    string Title,
    string Body,
    Author Author,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Assignees,
    string? Milestone,
    bool IsOpen,
    string? StateReason,
    bool IsLocked,
    string? LockReason,
    long Comments,
    long ThumbsUp,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>More of a body than any card shows.</summary>
    private const int BodyKept = 6_000;

    /// <summary><c>owner/name#12</c>, as GitHub writes it.</summary>
    public string Name => $"{Repository}#{Number}";

    /// <summary>Null when GitHub left out what makes it an issue.</summary>
    public static Issue? From(GitHubIssue issue, string repository) =>
        issue is { Id: { } id, Number: { } number, HtmlUrl: { } url, CreatedAt: { } createdAt }
            ? new(
                id, repository, number, url,
                issue.Title ?? "",
                Beginning(issue.Body),
                Author.From(issue.User, issue.IsByBot),
                [.. (issue.Labels ?? []).Select(label => label.Name).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)],
                [.. (issue.Assignees ?? []).Select(user => user.Login).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)],
                issue.Milestone?.Title,
                issue.State is null or "open",
                issue.StateReason,
                issue.Locked ?? false,
                issue.ActiveLockReason,
                issue.Comments ?? 0,
                issue.Reactions?.PlusOne ?? 0,
                createdAt,
                issue.UpdatedAt ?? createdAt)
            : null;

    /// <summary>Of what we show, figures apart: they change without GitHub counting it as a change.</summary>
    public string Hash() => Convert.ToHexString(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(this with { Comments = 0, ThumbsUp = 0, UpdatedAt = default })));

    private static string Beginning(string? body) => body is null ? "" : body.Length <= BodyKept ? body : body[..BodyKept];
}

/// <summary>Who wrote it, as GitHub knows them. "ghost" stands for an account that is no more.</summary>
internal sealed record Author(string Login, string? Url, bool IsBot)
{
    public static Author From(GitHubUser? user, bool isBot) => new(string.IsNullOrWhiteSpace(user?.Login) ? "ghost" : user.Login, user?.HtmlUrl, isBot);
}

/// <summary>A comment as far as we show it.</summary>
internal sealed record Comment(long Id, string Url, string Body, Author Author, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public bool IsEdited => UpdatedAt > CreatedAt;

    /// <summary>Null when GitHub left out what makes it a comment.</summary>
    public static Comment? From(GitHubComment comment) =>
        comment is { Id: { } id, HtmlUrl: { } url, CreatedAt: { } createdAt }
            ? new(id, url, comment.Body ?? "", Author.From(comment.User, comment.IsByBot), createdAt, comment.UpdatedAt ?? createdAt)
            : null;

    public string Hash() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { UpdatedAt = default })));
}
