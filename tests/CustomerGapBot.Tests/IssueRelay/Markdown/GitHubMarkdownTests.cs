using System.Diagnostics;
using System.Text;
using CustomerGapBot.IssueRelay.Markdown;
using CustomerGapBot.Slack;
using CustomerGapBot.Tests.Slack;

namespace CustomerGapBot.Tests.IssueRelay.Markdown;

internal sealed class GitHubMarkdownTests
{
    private static readonly MarkdownContext Here = new("https://github.com", "acme/app");

    [TestCase("Hello there", "section: Hello there")]
    [TestCase("One\ntwo  \nthree\\\nfour", "section: One⏎two⏎three⏎four")]
    [TestCase("One\n\n\ntwo", "section: One⏎⏎two")]
    [TestCase("a *b **c*** ~~d~~ __e__", "section: a [b |i][c|bi] [d|s] [e|b]")]
    [TestCase("use `a < b` or **`c`**", "section: use [a < b|c] or [c|bc]")]
    [TestCase("# Title\nText\n## More", "section: [Title|b]⏎Text⏎⏎[More|b]")]
    [TestCase("Title\n===", "section: [Title|b]")]
    [TestCase("- a\n- b", "bullet 0: a / b")]
    [TestCase("- a\n  - b\n    1. c\n- d", "bullet 0: a ¶ bullet 1: b ¶ ordered 2: c ¶ bullet 0: d")]
    [TestCase("1. a\n2. b\n   - c\n3. d", "ordered 0: a / b ¶ bullet 1: c ¶ ordered 0+2: d")]
    [TestCase("7. a\n8. b", "ordered 0+6: a / b")]
    [TestCase("- a\n  more\n\n  and more\n- b", "bullet 0: a⏎more⏎and more / b")]
    [TestCase("-\n- b", "bullet 0:   / b")]
    [TestCase("1. a\n   ```\n   x\n   ```\n2. b", "ordered 0: a ¶ pre: x ¶ ordered 0+1: b")]
    [TestCase("- [x] done\n- [ ] open", "bullet 0: ☑ done / ☐ open")]
    [TestCase("> a\n> b\n\nc", "quote: a⏎b ¶ section: c")]
    [TestCase("> a\n> > b\n> - c\n> ```\n> d\n> ```", "quote: a⏎> b⏎• c⏎[d|c]")]
    [TestCase("> [!WARNING]\n> Mind the gap", "quote: [Warning|b]⏎Mind the gap")]
    [TestCase("```csharp\nvar a = \"<b>\";\n\n  *x*\n```", "pre: var a = \"<b>\";⏎⏎  *x*")]
    [TestCase("    indented\n    code", "pre: indented⏎code")]
    [TestCase("```\nnever closed", "pre: never closed")]
    [TestCase("```\n```", "")]
    [TestCase("[docs](https://example.com/a)", "section: {docs→https://example.com/a}")]
    [TestCase("[**docs** now](https://example.com/a \"title\")", "section: {docs now→https://example.com/a}")]
    [TestCase("**[docs](https://example.com/a)**", "section: {docs→https://example.com/a|b}")]
    [TestCase("[docs](docs/a.md) [top](/other) [here](#top)", "section: {docs→https://github.com/acme/app/docs/a.md} {top→https://github.com/other} here")]
    [TestCase("[a](javascript:alert) [b](data:x) [c](vbscript:x) [d](//evil.example)", "section: a b c {d→https://evil.example/}")]
    [TestCase("[r]\n\n[r]: https://example.com/", "section: {r→https://example.com/}")]
    [TestCase("[bank.example](https://evil.example/)", "section: {→https://evil.example/}")]
    [TestCase("https://example.com/a. <https://example.com/b> www.example.com <ann@example.com>",
        "section: {https://example.com/a→https://example.com/a}. {https://example.com/b→https://example.com/b} "
        + "{www.example.com→http://www.example.com/} {ann@example.com→mailto:ann@example.com}")]
    [TestCase("thanks @octo-cat, (@ann) a@b.example @types/node @-x", "section: thanks {@octo-cat→https://github.com/octo-cat}, "
        + "({@ann→https://github.com/ann}) a@b.example @types/node @-x")]
    [TestCase("*@ann* `@ann` [@ann](https://example.com/)", "section: {@ann→https://github.com/ann|i} [@ann|c] {@ann→https://example.com/}")]
    [TestCase("@here @channel @everyone", "section: @\u2060here @\u2060channel @\u2060everyone")]
    [TestCase("see #12, other/lib#7 and a#1 &#35;5x #0", "section: see {#12→https://github.com/acme/app/issues/12}, "
        + "{other/lib#7→https://github.com/other/lib/issues/7} and a#1 #5x #0")]
    [TestCase("![the picture](https://example.com/a.png) ![](b.png)",
        "section: {the picture→https://example.com/a.png} {image→https://github.com/acme/app/b.png}")]
    [TestCase("[![build](https://example.com/a.svg)](https://example.com/ci)", "section: {build→https://example.com/ci}")]
    [TestCase("<img width=\"10\" alt=\"Screen\" src=\"https://example.com/a.png\" />", "section: {Screen→https://example.com/a.png}")]
    [TestCase("a<br>b <b>c</b> &lt;d&gt; &copy; 1 < 2", "section: a⏎b c <d> © 1 < 2")]
    [TestCase("<!-- say\nwhat -->\n\nText <!-- not --> here", "section: Text  here")]
    [TestCase("<details>\n<summary>Log &amp; trace</summary>\n\n**x**\n\n</details>", "section: Log & trace⏎⏎[x|b]")]
    [TestCase("<script>alert(1)</script>", "section: alert(1)")]
    [TestCase("| a | b |\n|---|---|\n| *c* | `d` |", "section: [a|b] | [b|b]⏎[c|i] | [d|c]")]
    [TestCase("Yes[^1].\n\n[^1]: A note.", "section: Yes[1].⏎⏎[1] A note.")]
    [TestCase("a\n\n---\n\nb", "section: a⏎⏎———⏎⏎b")]
    [TestCase("Hi <!channel> <@U012AB> \\*no\\* &#64;here", "section: Hi <!channel> <{@U012AB→https://github.com/U012AB}> *no* @\u2060here")]
    [TestCase("a\u202Eb \u0000", "section: ab")]
    [TestCase("", "")]
    [TestCase(null, "")]
    [TestCase(" \n\t\n ", "")]
    public void It_is_read_as_GitHub_reads_it(string? markdown, string expected) =>
        Assert.That(Drawn(GitHubMarkdown.Convert(markdown, Here)), Is.EqualTo(expected));

    [Test]
    public void Where_nothing_is_known_of_the_place_what_needs_it_stays_text()
    {
        Assert.That(
            Drawn(GitHubMarkdown.Convert("@ann #12 o/r#7 [a](b.md) [c](https://example.com/)", MarkdownContext.None)),
            Is.EqualTo("section: @ann #12 o/r#7 a {c→https://example.com/}"));
    }

    [Test]
    public void Lists_end_at_the_depth_that_Slack_knows()
    {
        var deep = string.Join('\n', Enumerable.Range(0, 12).Select(n => $"{new string(' ', 2 * n)}- {n}"));

        Assert.That(GitHubMarkdown.Convert(deep, Here).Elements.Cast<RichTextList>().Select(list => list.Indent),
            Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8 }));
    }

    [Test]
    public void What_is_too_long_ends_with_a_line_and_says_so()
    {
        var text = GitHubMarkdown.Convert(string.Concat(Enumerable.Range(0, 4_000).Select(n => $"line {n}\n")), Here).ToPlainText();

        Assert.That(text, Has.Length.LessThanOrEqualTo(GitHubMarkdown.MaxInput + 3));
        Assert.That(text, Does.Match(@"\nline \d+\n\n…$"));
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("open brackets", "[", 20_000);
        yield return Case("quotes", ">", 5_000);
        yield return Case("images of links", "![[a](", 10_000);
        yield return Case("links in links", "[a](", 10_000);
        yield return Case("stars", "*a ", 10_000);
        yield return new TestCaseData(new string('*', 8_000) + "a" + new string('*', 8_000)).SetArgDisplayNames("strong in strong");
        yield return Case("underscores", "_a*", 10_000);
        yield return Case("marks in pieces", string.Concat(Enumerable.Repeat("_a*", 1_000)) + "\n\n", 4);
        yield return Case("brackets in pieces", new string('[', 2_000) + "\n\n", 5);
        yield return Case("ticks", "`a``", 10_000);
        yield return Case("tags", "<a ", 10_000);
        yield return Case("comments", "<!--", 10_000);
        yield return Case("pipes", "|a", 10_000);
        yield return Case("table rows", "|-|\n", 10_000);
        yield return Case("logins", "@a", 10_000);
        yield return Case("owners", "a-/", 10_000);
        yield return Case("one name", "a", 20_000);
        yield return Case("pictures", "<img src=' ", 10_000);
        yield return Case("attributes", "<img a a ", 10_000);
        yield return Case("footnotes", "[^1]", 10_000);
        yield return Case("definitions", "[a]: b\n", 10_000);
        yield return Case("entities", "&#64;", 10_000);
        yield return Case("hosts", "http://a.", 10_000);
        yield return Case("alerts", "> [!NOTE]\n", 10_000);
        yield return Case("combining", "e\u0301\u0301\u0301", 10_000);
        yield return Case("tildes", "~~a~", 10_000);
        yield return new TestCaseData(string.Join('\n', Enumerable.Range(0, 500).Select(n => $"{new string(' ', 2 * n)}- {n}"))).SetArgDisplayNames("500 levels");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("- ", 500)) + "a").SetArgDisplayNames("500 dashes");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("> - ", 60)) + "a").SetArgDisplayNames("quotes of lists");

        static TestCaseData Case(string name, string piece, int times) =>
            new TestCaseData(string.Concat(Enumerable.Repeat(piece, times))).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_hostile_text_is_read_soon_and_fits(string markdown)
    {
        GitHubMarkdown.Convert("*warm*", Here);
        var clock = Stopwatch.StartNew();
        var cut = GitHubMarkdown.Convert(markdown, Here).Cut(12, 1_500, out _);
        TestContext.Out.WriteLine($"{clock.ElapsedMilliseconds} ms");

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(cut.IsEmpty ? [] : Limits.Of(new Message(cut.ToPlainText() + ".", [cut])), Is.Empty);
    }

    private static string Drawn(RichText text) => string.Join(" ¶ ", text.Elements.Select(Drawn));

    private static string Drawn(RichTextElement element) => element switch
    {
        RichTextSection section => $"section: {Drawn(section.Elements)}",
        RichTextQuote quote => $"quote: {Drawn(quote.Elements)}",
        RichTextPreformatted code => $"pre: {Drawn(code.Elements)}",
        RichTextList list => $"{list.Style} {list.Indent}{(list.Offset is { } offset ? $"+{offset}" : "")}: "
            + string.Join(" / ", list.Elements.Cast<RichTextSection>().Select(item => Drawn(item.Elements))),
        _ => throw new UnreachableException(),
    };

    private static string Drawn(IEnumerable<Leaf> leaves) => string.Concat(leaves.Select(leaf => leaf switch
    {
        LinkLeaf link => $"{{{link.Text}→{link.Url}{(link.Style is null ? "" : "|" + Drawn(link.Style))}}}",
        TextLeaf { Style: { } style } text => $"[{text.Text}|{Drawn(style)}]",
        TextLeaf text => text.Text,
        _ => throw new UnreachableException(),
    })).Replace('\n', '⏎');

    private static string Drawn(LeafStyle style) => new StringBuilder()
        .Append(style.Bold ? "b" : "").Append(style.Italic ? "i" : "").Append(style.Strike ? "s" : "").Append(style.Code ? "c" : "").ToString();
}
