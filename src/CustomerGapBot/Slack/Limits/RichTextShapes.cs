using System.Text.RegularExpressions;
using static CustomerGapBot.Slack.Field;
using static CustomerGapBot.Slack.Shapes;

namespace CustomerGapBot.Slack;

/// <summary>A rich_text block, its elements and leaves, keyed by type (docs.slack.dev, reference/block-kit/blocks/rich-text-block).</summary>
internal static partial class RichTextShapes
{
    // Slack writes its own lines; a single leaf beyond this is nobody's sentence. The sum is held by BlockLimits.MaxRichText.
    private const int MaxLeaf = BlockLimits.MaxRichText;

    private static readonly Field Style = Optional("style", Object(
        Optional("bold", TrueOrFalse), Optional("italic", TrueOrFalse), Optional("strike", TrueOrFalse), Optional("code", TrueOrFalse), Optional("underline", TrueOrFalse)));

    private static readonly Dictionary<string, Rule> Leaves = new()
    {
        ["text"] = Object(Style, Required("text", String(1, MaxLeaf))),
        ["link"] = Object(Style, Required("url", Url(WebLink.MaxUrl, "http", "https", "mailto")), Optional("text", String(1, MaxLeaf))),
        ["user"] = Object(Style, Required("user_id", Matching(SlackId.IsUser, "a user's id"))),
        ["usergroup"] = Object(Style, Required("usergroup_id", String(1, 255))),
        ["channel"] = Object(Style, Required("channel_id", Matching(SlackId.IsChannel, "a channel's id"))),
        ["broadcast"] = Object(Style, Required("range", OneOf("here", "channel", "everyone"))),
        ["emoji"] = Object(Style, Required("name", Matching(name => EmojiName().IsMatch(name), "an emoji's name without colons"))),
        ["date"] = Object(
            Style, Required("timestamp", Number(0, 253_402_300_799)), Required("format", String(1, 255)), Optional("fallback", String(1, 3_000)),
            Optional("url", Url(WebLink.MaxUrl, "http", "https"))),
        ["team"] = Object(Style, Required("team_id", String(1, 255))),
        ["color"] = Object(Style, Required("value", String(1, 255))),
    };

    private static readonly Field Line = Required("elements", List(1, int.MaxValue, Typed(Leaves)));
    private static readonly Field Border = Optional("border", Number(0, 1));
    private static readonly Rule Section = Object(Line);

    private static readonly Rule Element = Typed(new Dictionary<string, Rule>
    {
        ["rich_text_section"] = Section,
        ["rich_text_quote"] = Object(Line, Border),
        ["rich_text_preformatted"] = Object(Line, Border, Optional("language", String(1, 255))),
        ["rich_text_list"] = Object(
            Border,
            Required("style", OneOf("bullet", "ordered")),
            Optional("indent", Number(0, RichTextList.MaxIndent)),
            Optional("offset", Number(0, int.MaxValue)),
            Required("elements", List(1, int.MaxValue, Typed(new Dictionary<string, Rule> { ["rich_text_section"] = Section })))),
    });

    public static readonly Rule Block = Object(
        Optional("block_id", String(1, 255)),
        Required("elements", List(1, int.MaxValue, Element)));

    [GeneratedRegex(@"\A[a-z0-9_'+:-]{1,100}\z")]
    private static partial Regex EmojiName();
}
