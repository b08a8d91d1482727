namespace CustomerGapBot.Sandbox;

/// <summary>One of the cast. Who has no <paramref name="Id"/> is not in the Slack workspace; <paramref name="GitHub"/> is their login there.</summary>
internal sealed record Person(string? Id, string Name, string RealName, string Role, string GitHub)
{
    public bool IsAdmin => Role == "admin";

    /// <summary>A GitHub App acting by itself, such as <c>dependabot[bot]</c>.</summary>
    public bool IsGitHubBot => GitHub.EndsWith("[bot]", StringComparison.Ordinal);

    public string FirstName => RealName.Split(' ')[0];
}

/// <summary>The people whom tests, documentation and the page share, so that Alice is the same Alice everywhere.</summary>
internal static class Cast
{
    public static readonly Person Alice = new("U0ALICE", "alice", "Alice Ahn", "engineer", "alice-ahn");
    public static readonly Person Bob = new("U0BOB", "bob", "Bob Brandt", "engineer", "bob-brandt");
    public static readonly Person Carol = new("U0CAROL", "carol", "Carol Cruz", "support", "carol-cruz");
    public static readonly Person Dave = new("U0DAVE", "dave", "Dave Dorn", "product", "dave-dorn");
    public static readonly Person Erin = new("U0ERIN", "erin", "Erin Engel", "admin", "erin-engel");

    /// <summary>Reports things on GitHub, and is not in the workspace.</summary>
    public static readonly Person Zoe = new(null, "zoe", "Zoe Zamora", "outside", "zoe-zamora");

    public static readonly Person Dependabot = new(null, "dependabot", "Dependabot", "bot", "dependabot[bot]");

    /// <summary>The bot itself: its Slack user, and the GitHub account of its token.</summary>
    public static readonly Person GapBot = new("U0GAPBOT", "customergapbot", "Customer Gap", "bot", "customergap-bot");

    public static IReadOnlyList<Person> Everyone { get; } = [Alice, Bob, Carol, Dave, Erin, Zoe, Dependabot, GapBot];

    public static IReadOnlyList<Person> InSlack { get; } = [.. Everyone.Where(person => person.Id is not null)];

    /// <summary>By Slack id, name, real name or GitHub login.</summary>
    public static Person? Find(string? who) =>
        string.IsNullOrEmpty(who) ? null : Everyone.FirstOrDefault(person => Names(person).Contains(who, StringComparer.OrdinalIgnoreCase));

    private static string?[] Names(Person person) => [person.Id, person.Name, person.RealName, person.GitHub];
}
