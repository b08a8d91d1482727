using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Tests.House;

/// <summary>appsettings.example.json is the whole truth about the settings.</summary>
internal sealed class SettingsExampleTests
{
    private static readonly Dictionary<string, JsonElement> Example = Flat("", Parse()).ToDictionary(leaf => leaf.Path, leaf => leaf.Value);

    [Test]
    public void Every_setting_is_in_it_and_nothing_else() =>
        Assert.That(Example.Keys, Is.EquivalentTo(Setting.All.Select(setting => setting.Path)));

    [Test]
    public void It_shows_the_defaults()
    {
        var wrong = Setting.All.Where(setting => !Setting.Required.Contains(setting.Path) && Written(setting.Default) != Written(Example[setting.Path]));

        Assert.That(wrong.Select(setting => $"{setting.Path} is {Written(setting.Default)}"), Is.Empty);
    }

    [Test]
    public void What_must_be_set_has_an_example_and_says_so()
    {
        Assert.That(Setting.Required, Is.EquivalentTo(new[]
        {
            "Slack:BotToken", "GitHub:Token", "Feedback:Repository", "Feedback:Channel", "Routes:0:Repository", "Routes:0:Channel",
        }));
        Assert.That(Setting.Required.Select(path => Example[path].GetString()), Has.None.Empty);
    }

    /// <summary>Copied as it is, the file must open no door with a secret that everybody can read here.</summary>
    [Test]
    public void It_holds_no_secret_that_would_open_a_door()
    {
        Assert.That(Example["Slack:SigningSecret"].GetString(), Is.Empty);
        Assert.That(Example["GitHub:WebhookSecrets"].GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Above_every_setting_stands_what_it_means_and_its_default()
    {
        var lines = Checkout.Read(TestApp.Example).Split('\n');
        var silent = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Regex.IsMatch(lines[i], """^\s*"\w+": (?![\[{]$)""")) continue;

            var comment = string.Join(' ', lines[..i].Reverse().TakeWhile(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            if (!Regex.IsMatch(comment, @"Default: |Must be set\.")) silent.Add(lines[i].Trim());
        }

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void The_program_takes_it_without_a_fault()
    {
        Assert.That(() => TestApp.Build().DisposeAsync().AsTask(), Throws.Nothing);
    }

    [Test]
    public void README_names_no_setting_that_there_is_not()
    {
        var named = Regex.Matches(Checkout.Read("README.md") + Checkout.Read("docs/what-we-store.md") + Checkout.Read("docs/life-of-an-issue.md"), @"`(?<path>[A-Z]\w+(?:(?::|__)(?:\w+|…))+)")
            .Select(name => name.Groups["path"].Value.Replace("__", ":", StringComparison.Ordinal).Replace("…", "", StringComparison.Ordinal).TrimEnd(':')).Distinct();
        var unknown = named.Where(name => !Setting.All.Any(setting =>
            $"{setting.Path}:".StartsWith($"{name}:", StringComparison.Ordinal) || $"{name}:".StartsWith($"{setting.Path}:0:", StringComparison.Ordinal)));

        Assert.That(unknown, Is.Empty);
    }

    private static JsonElement Parse() =>
        JsonDocument.Parse(Checkout.Read(TestApp.Example), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement;

    private static IEnumerable<(string Path, JsonElement Value)> Flat(string path, JsonElement json) => json switch
    {
        { ValueKind: JsonValueKind.Object } => json.EnumerateObject().SelectMany(member => Flat(path.Length == 0 ? member.Name : $"{path}:{member.Name}", member.Value)),
        { ValueKind: JsonValueKind.Array } when json.EnumerateArray().Any(element => element.ValueKind == JsonValueKind.Object) =>
            json.EnumerateArray().SelectMany((element, place) => Flat($"{path}:{place}", element)),
        _ => [(path, json)],
    };

    private static string Written(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => string.Join(',', list.EnumerateArray()),
        JsonElement { ValueKind: JsonValueKind.String } text => TimeSpan.TryParseExact(text.GetString(), "c", CultureInfo.InvariantCulture, out var time) ? Written(time) : text.GetString()!,
        JsonElement json => Written(json.ValueKind == JsonValueKind.True),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable<string> list => string.Join(',', list),
        _ => $"{value}",
    };
}
