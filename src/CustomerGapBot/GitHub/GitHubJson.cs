using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CustomerGapBot.GitHub;

/// <summary>GitHub's JSON: snake_case, and read with patience.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    MaxDepth = GitHubJson.Depth,
    Converters = [typeof(TolerantText), typeof(TolerantNumber), typeof(TolerantFlag), typeof(TolerantMoment)])]
[JsonSerializable(typeof(GitHubEvent))]
[JsonSerializable(typeof(GitHubChanges))]
[JsonSerializable(typeof(GitHubChange))]
[JsonSerializable(typeof(GitHubInstallation))]
[JsonSerializable(typeof(GitHubIssue))]
[JsonSerializable(typeof(GitHubLabel))]
[JsonSerializable(typeof(GitHubMilestone))]
[JsonSerializable(typeof(GitHubReactions))]
[JsonSerializable(typeof(GitHubIssueType))]
[JsonSerializable(typeof(GitHubPullRequestLink))]
[JsonSerializable(typeof(GitHubComment))]
[JsonSerializable(typeof(GitHubUser))]
[JsonSerializable(typeof(GitHubApp))]
[JsonSerializable(typeof(GitHubRepository))]
internal sealed partial class GitHubJson : JsonSerializerContext
{
    /// <summary>How deep a payload may be nested, at the door and here alike.</summary>
    public const int Depth = 128;

    public static T? Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
