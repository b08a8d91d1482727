using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Tests.House;

/// <summary>What holds in every file.</summary>
internal sealed class HouseRuleTests
{
    private static readonly string[] BannedSuffixes =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Processor", "Impl", "Base", "Dto", "Repository", "Common"];

    /// <summary>Types that may end in a banned word, each with its reason.</summary>
    private static readonly Dictionary<string, string> Pardoned = new()
    {
        ["CustomerGapBot.GitHub.GitHubRepository"] = "GitHub's own word for the thing itself",
        ["CustomerGapBot.Sandbox.GitHubRepository"] = "GitHub's own word for the thing itself",
    };

    /// <summary>Beside whole parts and files named for it (…Store, …Mirror), each with its reason.</summary>
    private static readonly Dictionary<string, string> MayUseDapper = new()
    {
        ["Storage/"] = "it is what Dapper is for",
        ["Delivery/"] = "inbox and outbox are tables",
        ["Health/"] = "counts rows",
    };

    [Test]
    public void Only_storage_knows_which_database_it_is()
    {
        var knowing = Checkout.Bot.Where(file => file.Folder != "Storage" && Regex.IsMatch(file.Code, @"\b(Microsoft\.Data\.Sqlite|Npgsql|SQLitePCL)\b"));

        Assert.That(knowing.Select(file => file.Path), Is.Empty);
    }

    [Test]
    public void Dapper_is_used_only_where_SQL_belongs()
    {
        var knowing = Checkout.Bot.Where(file => Regex.IsMatch(file.Code, @"\bDapper\b")
            && !MayUseDapper.Keys.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))
            && !Regex.IsMatch(file.Path, @"(Store|Mirror)\.cs$"));

        Assert.That(knowing.Select(file => file.Path), Is.Empty);
    }

    [Test]
    public void The_bot_does_not_know_that_there_is_a_Sandbox()
    {
        var knowing = Checkout.Bot.Where(file => file.Code.Contains("sandbox", StringComparison.OrdinalIgnoreCase)
            || file.Literals.Any(literal => literal.Contains("sandbox", StringComparison.OrdinalIgnoreCase)));

        Assert.That(knowing.Select(file => file.Path), Is.Empty);
        Assert.That(Checkout.Read("src/CustomerGapBot/CustomerGapBot.csproj"), Does.Not.Contain("Sandbox"));
    }

    [Test]
    public void The_clock_is_asked_by_nobody_but_through_TimeProvider()
    {
        var asking = Checkout.Shipped.Where(file => Regex.IsMatch(file.Code, @"\bDateTime(Offset)?\s*\.\s*(Utc)?(Now|Today)\b|\bThread\s*\.\s*Sleep\b"));

        Assert.That(asking.Select(file => file.Path), Is.Empty);
    }

    [Test]
    public void Nothing_is_left_to_do_in_a_comment() =>
        Assert.That(Checkout.Shipped.Where(file => Regex.IsMatch(file.Text, @"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")).Select(file => file.Path), Is.Empty);

    /// <summary><c>&lt;@U…&gt;</c>, <c>&lt;!channel&gt;</c>, <c>&lt;!date^…&gt;</c>; not HTML's comments, nor the groups of a regular expression.</summary>
    [Test]
    public void Only_Mrkdwn_knows_how_Slack_marks_people_and_groups()
    {
        var knowing = Checkout.Bot.Where(file => file.Path != "Slack/Messages/Mrkdwn.cs" && file.Literals.Any(literal => Regex.IsMatch(literal, @"(?<!\(\?)(<@|<!(?!--))")));

        Assert.That(knowing.Select(file => file.Path), Is.Empty);
    }

    [Test]
    public void Migrations_are_numbered_without_holes()
    {
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "src/CustomerGapBot/Storage/Migrations")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

        Assert.That(Migration.All.Select(migration => migration.Number), Is.EqualTo(Enumerable.Range(1, Migration.All.Count)));
        Assert.That(Migration.All.Select(migration => $"{migration.Number:0000}_{migration.Name}.sql"), Is.EqualTo(files), "each file is embedded");
    }

    [Test]
    public void No_type_is_named_for_nothing_in_particular()
    {
        var types = new[] { typeof(App).Assembly, Assembly.Load("CustomerGapBot.Sandbox") }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && type.FullName is { } name && !name.Contains('<', StringComparison.Ordinal));
        var banned = types.Where(type => BannedSuffixes.Any(suffix => type.Name.Split('`')[0].EndsWith(suffix, StringComparison.Ordinal)) && !Pardoned.ContainsKey(type.FullName!));

        Assert.That(banned.Select(type => type.FullName), Is.Empty);
    }
}
