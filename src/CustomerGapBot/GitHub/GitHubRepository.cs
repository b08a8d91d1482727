namespace CustomerGapBot.GitHub;

internal sealed record GitHubRepository(long? Id, string? NodeId, string? Name, string? FullName, string? HtmlUrl, bool? Private);
