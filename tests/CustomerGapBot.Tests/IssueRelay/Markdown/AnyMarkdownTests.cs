using System.Text.Json;
using CustomerGapBot.IssueRelay.Markdown;
using CustomerGapBot.Slack;
using CustomerGapBot.Tests.Slack;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.IssueRelay.Markdown;

/// <summary>What holds for whatever a stranger writes.</summary>
internal sealed class AnyMarkdownTests
{
    private const int MaxLines = 12;
    private const int MaxChars = 1_500;

    private static readonly MarkdownContext Here = new("https://github.com", "acme/app");
    private static readonly string[] Calls = ["@here", "@channel", "@everyone", "＠here", "＠channel", "＠everyone"];

    [Test]
    public void It_fits_calls_nobody_and_leads_only_to_the_web()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, text =>
        {
            var cut = GitHubMarkdown.Convert(text, Here).Cut(MaxLines, MaxChars, out _);
            var message = new Message(text + ".", cut.IsEmpty ? [] : [cut]).ToJson();
            using var json = JsonDocument.Parse(message);

            Assert.That(BlockLimits.Violations(json.RootElement), Is.Empty);
            Assert.That(json.RootElement.GetProperty("text").GetString()!.AsSpan().ContainsAny('<', '>'), Is.False);
            foreach (var value in Strings(json.RootElement).Append(message))
                Assert.That(Calls.Where(call => value.Contains(call, StringComparison.OrdinalIgnoreCase)), Is.Empty);
            foreach (var (type, url) in Urls(json.RootElement))
                Assert.That(type == "link" && new Uri(url).Scheme is "http" or "https" or "mailto", url);
        }));
    }

    [Test]
    public void What_is_kept_keeps_the_bounds_and_begins_the_whole()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, Gen.Choose(0, 15).ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), (text, maxLines, maxChars) =>
        {
            var whole = GitHubMarkdown.Convert(text, Here);
            var kept = whole.Cut(maxLines, maxChars, out var cut);
            var lines = kept.IsEmpty ? [] : kept.ToPlainText().Split('\n');
            var all = whole.ToPlainText().Split('\n');

            Assert.That(lines, Has.Length.LessThanOrEqualTo(maxLines));
            Assert.That(kept.ToPlainText(), Has.Length.LessThanOrEqualTo(maxChars));
            Assert.That(cut, Is.EqualTo(kept.ToPlainText() != whole.ToPlainText()));
            for (var i = 0; i < lines.Length; i++)
                Assert.That(lines[i] == all[i] || (i == lines.Length - 1 && Begins(lines[i], all[i], maxChars)), $"{lines[i]}\nof\n{all[i]}");
        }));
    }

    [Test]
    public void Cut_again_nothing_more_is_lost()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, text =>
        {
            var once = GitHubMarkdown.Convert(text, Here).Cut(8, 200, out _);
            var twice = once.Cut(8, 200, out var cut);
            return !cut && twice.ToPlainText() == once.ToPlainText();
        }));
    }

    private static bool Begins(string line, string whole, int maxChars) =>
        whole.Length > maxChars && line.EndsWith('…') && whole.StartsWith(line[..^1], StringComparison.Ordinal);

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Strings(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };

    private static IEnumerable<(string Type, string Url)> Urls(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => field.Name == "url"
            ? [(value.GetProperty("type").GetString()!, field.Value.GetString()!)]
            : Urls(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Urls),
        _ => [],
    };
}
