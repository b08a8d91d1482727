using System.Text.Json;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class BlockLimitsTests
{
    private static readonly object Plain = new { type = "plain_text", text = "a" };
    private static readonly object Button = new { type = "button", text = Plain };
    private static readonly object Option = new { text = Plain, value = "v" };
    private static readonly object Leaf = new { type = "text", text = "a" };
    private static readonly object Section = new { type = "rich_text_section", elements = Times(1, Leaf) };

    [TestCaseSource(nameof(FineCases))]
    public void At_the_limit_nothing_is_wrong(object block) => Assert.That(Of(block), Is.Empty);

    [TestCaseSource(nameof(WrongCases))]
    public void Beyond_it_something_is(string at, object block) =>
        Assert.That(Of(block), Has.Some.StartsWith($"/blocks/0{at}:"), string.Join('\n', Of(block)));

    [Test]
    public void A_message_needs_its_text()
    {
        Assert.That(Limits.Of("{}"), Is.EqualTo(new[] { "/text: is missing" }));
        Assert.That(Limits.Of("""{"text":""}"""), Has.Count.EqualTo(1));
        Assert.That(Limits.Of($$"""{"text":"{{new string('a', 4_000)}}"}"""), Is.Empty);
        Assert.That(Limits.Of($$"""{"text":"{{new string('a', 4_001)}}"}"""), Has.Count.EqualTo(1));
        Assert.That(Limits.Of("""{"text":"a","markdown_text":"b"}"""), Has.Count.EqualTo(1));
        Assert.That(Limits.Of("""{"text":"a","reply_broadcast":"yes"}"""), Has.Count.EqualTo(1));
        Assert.That(Limits.Of("[]"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Fifty_blocks_fit_and_no_more()
    {
        Assert.That(Limits.Of(new Message("a", [.. Enumerable.Repeat(Blocks.Divider(), 50)])), Is.Empty);
        Assert.That(Limits.Of(new Message("a", [.. Enumerable.Repeat(Blocks.Divider(), 51)])), Is.EqualTo(new[] { "/blocks: 51 entries, at most 50 fit" }));
    }

    [Test]
    public void Ids_are_unique_in_a_message()
    {
        var block = new { type = "divider", block_id = "b" };
        var press = new { type = "actions", elements = new[] { new { type = "button", text = Plain, action_id = "a" } } };
        Assert.That(Of(block, block), Is.EqualTo(new[] { "/blocks: block_id \"b\" stands 2 times, it must be unique" }));
        Assert.That(Of(press, press), Is.EqualTo(new[] { "/blocks: action_id \"a\" stands 2 times, it must be unique" }));
    }

    [Test]
    public void Some_limits_hold_for_all_blocks_together()
    {
        var markdown = new { type = "markdown", text = new string('a', 6_001) };
        var table = new { type = "table", rows = Times(1, Times(1, new { type = "raw_text", text = "a" })) };
        var rich = Blocks.Rich(Blocks.Line(new string('a', 6_001)));
        Assert.That(Of(markdown), Is.Empty);
        Assert.That(Of(markdown, markdown), Is.EqualTo(new[] { "/blocks: 12002 characters of markdown in all, at most 12000 fit" }));
        Assert.That(Of(table, table), Is.EqualTo(new[] { "/blocks: 2 tables, at most 1 fit" }));
        Assert.That(Limits.Of(new Message("a", [rich])), Is.Empty);
        Assert.That(Limits.Of(new Message("a", [rich, rich])), Is.EqualTo(new[] { "/blocks: 12002 characters of rich text in all, at most 12000 fit" }));
    }

    private static IEnumerable<TestCaseData> FineCases() => Fine().Select((block, n) => new TestCaseData(block).SetArgDisplayNames($"{n}"));

    private static IEnumerable<TestCaseData> WrongCases() =>
        Wrong().Select((it, n) => new TestCaseData(it.At, it.Block).SetArgDisplayNames($"{n}", it.At));

    private static IEnumerable<object> Fine()
    {
        yield return new { type = "section", text = Text(3_000), fields = Times(10, Text(2_000)) };
        yield return new { type = "section", text = Text(1), accessory = new { type = "overflow", options = Times(5, Option) } };
        yield return new { type = "header", text = new { type = "plain_text", text = Chars(150) }, block_id = Chars(255) };
        yield return new { type = "context", elements = Times(10, Text(3_000)) };
        yield return new { type = "actions", elements = Times(25, Button) };
        yield return new { type = "image", alt_text = Chars(2_000), image_url = "https://example.com/a.png" };
        yield return new { type = "actions", elements = Times(1, new { type = "static_select", options = Times(100, Option) }) };
        yield return new { type = "actions", elements = Times(1, new { type = "checkboxes", options = Times(10, Option) }) };
        yield return Press(new { type = "button", text = new { type = "plain_text", text = Chars(75) }, value = Chars(2_000), url = "https://example.com/" });
        yield return new { type = "table", rows = Times(100, Times(20, new { type = "raw_text", text = "a" })), column_settings = new object?[] { null } };
        yield return List(8);
        yield return new { type = "rich_text", elements = Times(1, new { type = "rich_text_quote", elements = Times(2, Leaf) }) };
    }

    private static IEnumerable<(string At, object Block)> Wrong()
    {
        yield return ("", new { type = "unheard_of" });
        yield return ("", new { });
        yield return ("", new { type = "alert", text = Plain, level = "info" });
        yield return ("", new { type = "section" });
        yield return ("/text/text", new { type = "section", text = Text(3_001) });
        yield return ("/text/text", new { type = "section", text = Text(0) });
        yield return ("/fields", new { type = "section", fields = Times(11, Text(1)) });
        yield return ("/fields/0/text", new { type = "section", fields = Times(1, Text(2_001)) });
        yield return ("/accessory", new { type = "section", text = Text(1), accessory = new { type = "plain_text_input" } });
        yield return ("/text/text", new { type = "header", text = new { type = "plain_text", text = Chars(151) } });
        yield return ("/text", new { type = "header", text = Text(1) });
        yield return ("/text", new { type = "header" });
        yield return ("/block_id", new { type = "divider", block_id = Chars(256) });
        yield return ("/elements", new { type = "context", elements = Times(11, Text(1)) });
        yield return ("/elements", new { type = "context", elements = Times(0, Plain) });
        yield return ("/elements/0", new { type = "context", elements = Times(1, Button) });
        yield return ("/elements", new { type = "actions", elements = Times(26, Button) });
        yield return ("/elements/0", Press(new { type = "image", alt_text = "a", image_url = "https://example.com/" }));
        yield return ("/elements/0/text/text", Press(new { type = "button", text = new { type = "plain_text", text = Chars(76) } }));
        yield return ("/elements/0/value", Press(new { type = "button", text = Plain, value = Chars(2_001) }));
        yield return ("/elements/0/url", Press(new { type = "button", text = Plain, url = "https://example.com/" + Chars(3_000) }));
        yield return ("/elements/0/url", Press(new { type = "button", text = Plain, url = "javascript:x" }));
        yield return ("/elements/0/style", Press(new { type = "button", text = Plain, style = "loud" }));
        yield return ("/elements/0/action_id", Press(new { type = "button", text = Plain, action_id = Chars(256) }));
        yield return ("/elements/0/confirm/title", Press(new { type = "button", text = Plain, confirm = new { text = Plain, confirm = Plain, deny = Plain } }));
        yield return ("/elements/0/confirm/text/text",
            Press(new { type = "button", text = Plain, confirm = new { title = Plain, text = Text(301), confirm = Plain, deny = Plain } }));
        yield return ("/elements/0", Press(new { type = "static_select" }));
        yield return ("/elements/0/options", Press(new { type = "static_select", options = Times(101, Option) }));
        yield return ("/elements/0/options/0/value", Press(new { type = "static_select", options = Times(1, new { text = Plain, value = Chars(151) }) }));
        yield return ("/elements/0/placeholder/text",
            Press(new { type = "users_select", placeholder = new { type = "plain_text", text = Chars(151) } }));
        yield return ("/elements/0/options", Press(new { type = "overflow", options = Times(6, Option) }));
        yield return ("/elements/0/options", Press(new { type = "checkboxes", options = Times(11, Option) }));
        yield return ("/elements/0/options", Press(new { type = "radio_buttons", options = Times(11, Option) }));
        yield return ("/elements/0/initial_date", Press(new { type = "datepicker", initial_date = "22.11.2026" }));
        yield return ("/alt_text", new { type = "image", image_url = "https://example.com/a.png" });
        yield return ("/alt_text", new { type = "image", image_url = "https://example.com/a.png", alt_text = Chars(2_001) });
        yield return ("", new { type = "image", alt_text = "a" });
        yield return ("/image_url", new { type = "image", image_url = "a.png", alt_text = "a" });
        yield return ("/rows", new { type = "table", rows = Times(101, Times(1, new { type = "raw_text", text = "a" })) });
        yield return ("/rows/0", new { type = "table", rows = Times(1, Times(21, new { type = "raw_text", text = "a" })) });
        yield return ("/elements", new { type = "rich_text", elements = Times(0, Section) });
        yield return ("/elements/0", new { type = "rich_text", elements = Times(1, Leaf) });
        yield return ("/elements/0/elements", new { type = "rich_text", elements = Times(1, new { type = "rich_text_section", elements = Times(0, Leaf) }) });
        yield return ("/elements/0/elements/0/text", Rich1(new { type = "text", text = "" }));
        yield return ("/elements/0/elements/0/url", Rich1(new { type = "link", url = "javascript:x" }));
        yield return ("/elements/0/elements/0/user_id", Rich1(new { type = "user", user_id = "ann" }));
        yield return ("/elements/0/elements/0/range", Rich1(new { type = "broadcast", range = "all" }));
        yield return ("/elements/0/elements/0", Rich1(new { type = "mrkdwn", text = "a" }));
        yield return ("/elements/0/elements/0/style/bold", Rich1(new { type = "text", text = "a", style = new { bold = "yes" } }));
        yield return ("/elements/0/indent", List(9));
        yield return ("/child_blocks", new { type = "container", title = Plain, child_blocks = Times(11, new { type = "divider" }) });
        yield return ("/elements", new { type = "carousel", elements = Times(11, new { type = "card", title = Text(1) }) });
        yield return ("/elements", new { type = "context_actions", elements = Times(6, new { type = "icon_button", icon = "trash", text = Plain }) });
    }

    private static object Press(object element) => new { type = "actions", elements = Times(1, element) };

    private static object Rich1(object leaf) => new { type = "rich_text", elements = Times(1, new { type = "rich_text_section", elements = Times(1, leaf) }) };

    private static object List(int indent) =>
        new { type = "rich_text", elements = Times(1, new { type = "rich_text_list", style = "bullet", indent, elements = Times(1, Section) }) };

    private static object Text(int length) => new { type = "mrkdwn", text = Chars(length) };

    private static string Chars(int length) => new('a', length);

    private static T[] Times<T>(int times, T it) => [.. Enumerable.Repeat(it, times)];

    private static IReadOnlyList<string> Of(params object[] blocks) => Limits.Of(JsonSerializer.Serialize(new { text = "a", blocks }));
}
