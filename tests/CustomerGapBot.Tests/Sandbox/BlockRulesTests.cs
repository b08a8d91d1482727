using System.Text.Json;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed class BlockRulesTests
{
    [TestCase("""{"type":"header","text":{"type":"plain_text","text":"Title"}}""")]
    [TestCase("""{"type":"section","text":{"type":"mrkdwn","text":"*a*","verbatim":true},"accessory":{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Go"}}}""")]
    [TestCase("""{"type":"divider","block_id":"line"}""")]
    [TestCase("""{"type":"context","elements":[{"type":"plain_text","text":"by Alice","emoji":false},{"type":"image","alt_text":"a","image_url":"https://x.example/a.png"}]}""")]
    [TestCase("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":true}},{"type":"link","url":"https://x.example","text":"x"}]},{"type":"rich_text_list","style":"ordered","indent":1,"offset":2,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]}]},{"type":"rich_text_quote","elements":[{"type":"text","text":"q"}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"p"}]}]}""")]
    public void Takes_what_Slack_takes(string block) => Assert.That(Faults($"[{block}]"), Is.Empty);

    [TestCase("""[{"type":"sections"}]""", "[ERROR] unsupported type: sections [json-pointer:/blocks/0/type]")]
    [TestCase("""[{"type":"section"}]""", "[ERROR] missing required field: text [json-pointer:/blocks/0]")]
    [TestCase("""[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]""", "[ERROR] must be plain_text [json-pointer:/blocks/0/text/type]")]
    [TestCase("""[{"type":"section","text":{"type":"plain_text","text":""}}]""", "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]")]
    [TestCase("""[{"type":"divider","colour":"red"}]""", "[ERROR] invalid additional property: colour [json-pointer:/blocks/0/colour]")]
    [TestCase("""[{"type":"divider","block_id":"x"},{"type":"divider","block_id":"x"}]""", "[ERROR] block_id already exists: x [json-pointer:/blocks/1/block_id]")]
    [TestCase("""[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}]""", "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]")]
    [TestCase("""[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"javascript:x"}]}]}]""", "[ERROR] invalid url [json-pointer:/blocks/0/elements/0/elements/0/url]")]
    [TestCase("""[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Go"},"style":"green"}]}]""", "[ERROR] must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]")]
    [TestCase("""["x"]""", "[ERROR] must be an object [json-pointer:/blocks/0]")]
    public void Names_the_fault_and_its_place(string blocks, string fault) => Assert.That(Faults(blocks), Is.EqualTo([fault]));

    [TestCase(150, 0)]
    [TestCase(151, 1)]
    public void Holds_the_length_of_a_header(int length, int faults) =>
        Assert.That(Faults($$$"""[{"type":"header","text":{"type":"plain_text","text":"{{{new string('x', length)}}}"}}]"""), Has.Count.EqualTo(faults));

    [TestCase(50, 0)]
    [TestCase(51, 1)]
    public void Holds_the_number_of_blocks(int number, int faults) =>
        Assert.That(Faults($"[{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", number))}]"), Has.Count.EqualTo(faults));

    [TestCase(10, 0)]
    [TestCase(11, 1)]
    public void Holds_the_number_of_things_in_a_context(int number, int faults) =>
        Assert.That(Faults($$"""[{"type":"context","elements":[{{string.Join(',', Enumerable.Repeat("""{"type":"plain_text","text":"a"}""", number))}}]}]"""), Has.Count.EqualTo(faults));

    private static IReadOnlyList<string> Faults(string blocks) => BlockRules.Check(JsonElement.Parse(blocks));
}
