using System.Text.RegularExpressions;

namespace CustomerGapBot.Tests.House;

/// <summary>What README tells people to type is what is run before each merge, and what it points to is there.</summary>
internal sealed class ReadmeTests
{
    private static readonly string Readme = Checkout.Read("README.md");

    [Test]
    public void One_command_tries_it() =>
        Assert.That(Commands("Try it"), Is.EqualTo(new[] { "dotnet run --project src/CustomerGapBot.Sandbox" }));

    [Test]
    public void One_command_tests_it_and_it_is_the_one_that_ci_runs()
    {
        Assert.That(Commands("Test it"), Is.EqualTo(new[] { "dotnet test" }));
        Assert.That(Checkout.Read(".ci/run"), Does.Contain("/^## Test it/").And.Contain("bash -c \"$test_command\""), "it reads the command here");
    }

    [TestCase("README.md")]
    [TestCase("CHANGELOG.md")]
    [TestCase("docs/life-of-an-issue.md")]
    [TestCase("docs/what-we-store.md")]
    public void What_is_linked_is_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, page))!;
        var links = Regex.Matches(Checkout.Read(page), @"\[[^\]]*\]\((?<to>[^)#]+)\)").Select(link => link.Groups["to"].Value).Where(link => !link.Contains("://", StringComparison.Ordinal));

        Assert.That(links.Where(link => !File.Exists(Path.Combine(folder, link))), Is.Empty);
    }

    /// <summary>Every table is told of to those whose words are in it.</summary>
    [Test]
    public void What_we_store_names_every_table()
    {
        var created = Directory.GetFiles(Path.Combine(Checkout.Root, "src/CustomerGapBot/Storage/Migrations"))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^create table (\w+)", RegexOptions.Multiline)).Select(table => table.Groups[1].Value);
        var told = Checkout.Read("docs/what-we-store.md");

        Assert.That(created.Where(table => !told.Contains($"`{table}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static string[] Commands(string heading)
    {
        var section = Regex.Match(Readme, $@"^## {Regex.Escape(heading)}\n(?<text>[\s\S]*?)(?=^## |\z)", RegexOptions.Multiline).Groups["text"].Value;
        return [.. Regex.Matches(section, @"^```sh\n(?<lines>[\s\S]*?)^```", RegexOptions.Multiline).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
    }
}
