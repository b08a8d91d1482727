namespace CustomerGapBot.Routing;

/// <summary>A repository as settings name it: <c>owner/name</c>.</summary>
internal static class RepositoryName
{
    public static IEnumerable<string> Faults(string repository, string setting)
    {
        if (repository.Length == 0) yield return $"{setting} is missing: write owner/name, as in the repository's address.";
        else if (!GitHub.GitHubQuestion.IsRepository(repository)) yield return $"{setting} is \"{repository}\": write owner/name, as in the repository's address.";
    }
}
