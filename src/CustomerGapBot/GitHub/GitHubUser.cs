using System.Text.Json.Serialization;

namespace CustomerGapBot.GitHub;

/// <summary>An account: <c>type</c> is <c>User</c>, <c>Bot</c>, <c>Organization</c> or <c>Mannequin</c>.</summary>
internal sealed record GitHubUser(string? Login, long? Id, string? Type, string? HtmlUrl, string? AvatarUrl)
{
    [JsonIgnore]
    public bool IsBot => Type == "Bot" || Login?.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase) is true;
}

internal sealed record GitHubApp(long? Id, string? Slug, string? Name);
