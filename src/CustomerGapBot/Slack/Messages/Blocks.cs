namespace CustomerGapBot.Slack;

/// <summary>The verbs of a message: with <c>using static</c> it reads from top to bottom as what the user sees.</summary>
internal static class Blocks
{
    private const int MaxHeader = 150;
    private const int MaxButton = 75;

    public static HeaderBlock Header(PlainText text) => new(text.Cut(MaxHeader));

    public static SectionBlock Section(Mrkdwn text) => new(text);

    public static SectionBlock Section(Mrkdwn text, Element accessory) => new(text) { Accessory = accessory };

    public static SectionBlock Fields(params Mrkdwn[] fields) => new((TextObject?)null) { Fields = fields };

    public static ContextBlock Context(params Mrkdwn[] elements) => new(elements);

    public static DividerBlock Divider() => new();

    public static ActionsBlock Actions(params IReadOnlyList<Element> elements) => new(elements);

    public static ButtonElement Button(PlainText text, string actionId, string? value = null) =>
        new(text.Cut(MaxButton), actionId) { Value = value };

    /// <summary>Opens an address. Slack sends the press to us as well, hence the action's id.</summary>
    public static ButtonElement LinkButton(PlainText text, string actionId, string url) => new(text.Cut(MaxButton), actionId) { Url = url };

    public static ImageBlock Image(string url, string altText) => new(url, OutsideText.OneLine(altText));

    public static RichText Rich(params IReadOnlyList<RichTextElement> elements) => new(elements);

    public static RichTextSection Line(params IReadOnlyList<Leaf> leaves) => new(leaves);

    public static RichTextList Bullets(params IReadOnlyList<RichTextSection> items) => new(RichTextList.Bullet, 0, items);

    public static RichTextList Numbered(params IReadOnlyList<RichTextSection> items) => new(RichTextList.Ordered, 0, items);

    public static RichTextQuote Quote(params IReadOnlyList<Leaf> leaves) => new(leaves);

    public static RichTextPreformatted Preformatted(string code) => new([Text(code)]);

    public static Leaf Text(string text) => new TextLeaf(text);

    public static Leaf Bold(string text) => new TextLeaf(text) { Style = new() { Bold = true } };

    public static Leaf Italic(string text) => new TextLeaf(text) { Style = new() { Italic = true } };

    public static Leaf Strike(string text) => new TextLeaf(text) { Style = new() { Strike = true } };

    public static Leaf Code(string text) => new TextLeaf(text) { Style = new() { Code = true } };

    /// <summary>A link when the address may be followed, its text otherwise; see <see cref="WebLink"/>.</summary>
    public static Leaf Link(string url, string? text = null) => WebLink.To(url, text);

    public static Leaf User(string id) => SlackId.IsUser(id) ? new UserLeaf(id) : new TextLeaf(id);

    public static Leaf Channel(string id) => SlackId.IsChannel(id) ? new ChannelLeaf(id) : new TextLeaf(id);

    public static Leaf Emoji(string name) => new EmojiLeaf(name);

    /// <summary>A time in each reader's own zone, in Slack's tokens.</summary>
    public static Leaf Date(DateTimeOffset at, string format = "{date_short_pretty} {time}") =>
        new DateLeaf(at.ToUnixTimeSeconds(), format, Mrkdwn.Fallback(at));

    extension(ButtonElement button)
    {
        public ButtonElement Primary => button with { Style = "primary" };

        public ButtonElement Danger => button with { Style = "danger" };

        public ButtonElement Confirmed(PlainText title, PlainText text, PlainText yes, PlainText no) =>
            button with { Confirm = new(title, text, yes, no) };
    }

    extension(Leaf leaf)
    {
        public Leaf InBold => leaf with { Style = (leaf.Style ?? new()) with { Bold = true } };
    }
}
