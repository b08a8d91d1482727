using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace CustomerGapBot.GitHub;

/// <summary>The body of a parcel that asks GitHub: a path below the API's address. Made here only, from checked names and numbers.</summary>
internal sealed partial record GitHubQuestion(string Path)
{
    public static GitHubQuestion OfRepository(string fullName) =>
        IsRepository(fullName) ? new($"repos/{fullName}") : throw new ArgumentException("no repository is named like that", nameof(fullName));

    public static GitHubQuestion OfIssue(string repository, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return new($"{OfRepository(repository).Path}/issues/{number}");
    }

    public static GitHubQuestion OfComment(string repository, long id)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        return new($"{OfRepository(repository).Path}/issues/comments/{id}");
    }

    public static bool IsRepository(string fullName) => FullName().IsMatch(fullName);

    public string ToJson() => JsonSerializer.Serialize(this, GitHubQuestionJson.Default.GitHubQuestion);

    /// <summary>Null when it is no question.</summary>
    public static GitHubQuestion? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, GitHubQuestionJson.Default.GitHubQuestion) is { Path: not null } question ? question : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,100}/(?!\.{1,2}\z)[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex FullName();
}

/// <summary>
/// The receipt of a question: what GitHub answered, by its own <c>Date</c>. A status of 200 comes with the thing as body; 404, 410 and 451
/// are answers too (not there or not for us; deleted or switched off; taken down by law).
/// </summary>
internal sealed record GitHubAnswer(int Status, DateTimeOffset? Date, string? Body)
{
    public string ToJson() => JsonSerializer.Serialize(this, GitHubQuestionJson.Default.GitHubAnswer);

    public static GitHubAnswer Parse(string receipt) =>
        JsonSerializer.Deserialize(receipt, GitHubQuestionJson.Default.GitHubAnswer) ?? throw new FormatException("no answer of GitHub");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GitHubQuestion))]
[JsonSerializable(typeof(GitHubAnswer))]
internal sealed partial class GitHubQuestionJson : JsonSerializerContext;
