using System.Text.RegularExpressions;

namespace CustomerGapBot.Tests.House;

/// <summary>Which part of the bot may know which. A part that is not named here may not exist, and an arrow that is not named may not be drawn.</summary>
internal sealed class ArrowTests
{
    /// <summary>From the ground up. An arrow points to a lower row; parts of one row do not know each other.</summary>
    private static readonly string[][] Rows =
    [
        ["Settings"],
        ["Storage"],
        ["Delivery"],
        ["Slack", "GitHub"],
        ["Product", "Routing", "Health"],
        ["IssueRelay"],
        ["Feedback", "Operators", "Help"],
    ];

    private static readonly Arrow[] Allowed =
    [
        new("Storage", "Settings", "its connection string"),

        new("Delivery", "Settings", "how long done rows are kept"),
        new("Delivery", "Storage", "inbox and outbox are tables"),

        new("Slack", "Settings", "tokens and addresses"),
        new("Slack", "Delivery", "its doors keep, its sender is driven by the courier"),
        new("Slack", "Storage", "what its events tell the courier is written in one transaction"),
        new("GitHub", "Settings", "tokens and addresses"),
        new("GitHub", "Delivery", "its door keeps, its sender is driven by the courier"),

        new("Product", "GitHub", "the mirror is made of GitHub's snapshots"),
        new("Product", "Storage", "the mirror is tables"),
        new("Routing", "Settings", "rules are settings"),
        new("Routing", "GitHub", "what is a repository's name"),
        new("Health", "Storage", "looks at the tables"),

        new("IssueRelay", "Product", "what changed"),
        new("IssueRelay", "Routing", "where it goes"),
        new("IssueRelay", "GitHub", "payloads and questions"),
        new("IssueRelay", "Slack", "cards and replies are Slack's blocks"),
        new("IssueRelay", "Delivery", "takes items, owes parcels"),
        new("IssueRelay", "Storage", "which parcel is whose card"),

        new("Feedback", "Routing", "its rule"),
        new("Feedback", "Settings", "its section"),
        new("Operators", "Routing", "what is a channel's name"),
        new("Operators", "Slack", "notices are Slack's blocks"),
        new("Operators", "Delivery", "takes notices, owes parcels"),
        new("Operators", "Storage", "takes notices in a transaction"),
        new("Operators", "Settings", "its section"),
        new("Help", "Health", "status is the health, in words"),
        new("Help", "Slack", "answers a command"),
        new("Help", "Storage", "reads the way of one thing"),
    ];

    private static readonly string[] Parts = [.. Rows.SelectMany(row => row)];

    [Test]
    public void Every_folder_is_a_part_that_is_named_here() =>
        Assert.That(Checkout.Bot.Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct(), Is.EquivalentTo(Parts));

    [Test]
    public void No_part_knows_another_but_as_allowed()
    {
        var drawn = Checkout.Bot.SelectMany(file => Drawn(file).Select(to => (file.Folder, to, file.Path)));
        var forbidden = drawn.Where(arrow => !Allowed.Any(allowed => (allowed.From, allowed.To) == (arrow.Folder, arrow.to)));

        Assert.That(forbidden.Select(arrow => $"{arrow.Path} knows {arrow.to}"), Is.Empty);
    }

    [Test]
    public void What_is_allowed_is_also_used()
    {
        var drawn = Checkout.Bot.SelectMany(file => Drawn(file).Select(to => (file.Folder, to))).ToHashSet();

        Assert.That(Allowed.Where(arrow => !drawn.Contains((arrow.From, arrow.To))).Select(arrow => $"{arrow.From} needs no {arrow.To}"), Is.Empty);
    }

    [Test]
    public void Every_arrow_points_down() =>
        Assert.That(Allowed.Where(arrow => Row(arrow.To) >= Row(arrow.From)).Select(arrow => $"{arrow.From} → {arrow.To}"), Is.Empty);

    [Test]
    public void Only_the_program_knows_its_table_of_contents() =>
        Assert.That(Checkout.Bot.Where(file => file.Folder.Length > 0 && Regex.IsMatch(file.Code, @"(?<![\w.])App\.\w")).Select(file => file.Path), Is.Empty);

    /// <summary>A part may sort its files into sub-folders without making namespaces of them.</summary>
    [Test]
    public void Each_file_says_the_namespace_of_its_folder_or_part()
    {
        var astray = Checkout.Bot.Where(file => file.Path != "Program.cs"
            && !file.Code.Contains($"namespace {Namespace(file)};", StringComparison.Ordinal)
            && !(file.Folder.Length > 0 && file.Code.Contains($"namespace CustomerGapBot.{file.Path.Split('/')[0]};", StringComparison.Ordinal)));

        Assert.That(astray.Select(file => file.Path), Is.Empty);
    }

    private static string Namespace(Source file) => string.Join('.', ["CustomerGapBot", .. file.Path.Split('/')[..^1]]);

    /// <summary>By `using`, by full name, or by the short name that our own namespace makes possible (`GitHub.GitHubQuestion`).</summary>
    private static IEnumerable<string> Drawn(Source file) => file.Folder.Length == 0
        ? []
        : Parts.Where(part => part != file.Folder && Regex.IsMatch(file.Code, $@"\bCustomerGapBot\.{part}\b|(?<![\w.]){part}\.[A-Z]\w*"));

    private static int Row(string part) => Array.FindIndex(Rows, row => row.Contains(part));

    private sealed record Arrow(string From, string To, string Because);
}
