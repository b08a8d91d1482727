using System.Globalization;
using static CustomerGapBot.Slack.Field;
using static CustomerGapBot.Slack.Shapes;

namespace CustomerGapBot.Slack;

/// <summary>The elements of blocks, each with its fields and their limits, keyed by type, and where each may stand (docs.slack.dev, reference/block-kit/block-elements).</summary>
internal static class ElementShapes
{
    private static readonly Rule Label = Plain(75);
    private static readonly Field Placeholder = Optional("placeholder", Plain(150));
    private static readonly Field Action = Optional("action_id", String(1, 255));

    private static readonly Field Confirm = Optional("confirm", Object(
        Required("title", Plain(100)), Required("text", Text(300)), Required("confirm", Plain(30)), Required("deny", Plain(30)),
        Optional("style", OneOf("primary", "danger"))));

    private static readonly Rule Option = Object(
        Required("text", Text(75)), Required("value", String(1, 150)), Optional("description", Text(75)), Optional("url", Url(3_000, "http", "https", "mailto")));

    private static readonly Rule OptionGroup = Object(Required("label", Label), Required("options", List(1, 100, Option)));

    private static readonly Rule Select = All(
        ExactlyOne("options", "option_groups"),
        Object(
            Action, Placeholder, Confirm, Optional("options", List(1, 100, Option)), Optional("option_groups", List(1, 100, OptionGroup)),
            Optional("max_selected_items", Number(1, int.MaxValue))));

    private static readonly Rule OpenSelect = Object(
        Action, Placeholder, Confirm, Optional("min_query_length", Number(0, int.MaxValue)), Optional("max_selected_items", Number(1, int.MaxValue)));

    private static readonly Rule Choice = Object(Action, Confirm, Required("options", List(1, 10, Option)));

    private static readonly Rule Feedback = Object(
        Required("text", Label), Required("value", String(1, 2_000)), Optional("accessibility_label", String(1, 75)));

    public static readonly Rule Image = All(
        ExactlyOne("image_url", "slack_file"),
        Object(Required("alt_text", String(1, 2_000)), Optional("image_url", Url(3_000, "http", "https")), Optional("slack_file", ExactlyOne("id", "url"))));

    private static readonly Dictionary<string, Rule> Elements = new()
    {
        ["button"] = Object(
            Action, Confirm, Required("text", Label), Optional("value", String(1, 2_000)), Optional("url", Url(3_000, "http", "https", "mailto")),
            Optional("style", OneOf("primary", "danger")), Optional("accessibility_label", String(1, 75))),
        ["icon_button"] = Object(
            Action, Confirm, Required("icon", String(1, 255)), Required("text", Label), Optional("value", String(1, 2_000)),
            Optional("visible_to_user_ids", List(0, 10, String(1, 255)))),
        ["feedback_buttons"] = Object(Action, Required("positive_button", Feedback), Required("negative_button", Feedback)),
        ["static_select"] = Select,
        ["multi_static_select"] = Select,
        ["external_select"] = OpenSelect,
        ["multi_external_select"] = OpenSelect,
        ["users_select"] = OpenSelect,
        ["multi_users_select"] = OpenSelect,
        ["conversations_select"] = OpenSelect,
        ["multi_conversations_select"] = OpenSelect,
        ["channels_select"] = OpenSelect,
        ["multi_channels_select"] = OpenSelect,
        ["overflow"] = Object(Action, Confirm, Required("options", List(1, 5, All(Option, Object(Required("text", Label)))))),
        ["checkboxes"] = Choice,
        ["radio_buttons"] = Choice,
        ["datepicker"] = Object(Action, Placeholder, Confirm, Optional("initial_date", Time("yyyy-MM-dd"))),
        ["timepicker"] = Object(Action, Placeholder, Confirm, Optional("initial_time", Time("HH:mm")), Optional("timezone", String(1, 255))),
        ["datetimepicker"] = Object(Action, Confirm, Optional("initial_date_time", Number(1_000_000_000, 9_999_999_999))),
        ["plain_text_input"] = Object(
            Action, Placeholder, Optional("min_length", Number(0, 3_000)), Optional("max_length", Number(1, 3_000)), Optional("initial_value", String(0, 3_000))),
        ["rich_text_input"] = Object(
            Action, Placeholder, Optional("initial_value", RichTextShapes.Block), Optional("min_lines", Number(1, 100)), Optional("max_lines", Number(1, 100))),
        ["number_input"] = Object(
            Action, Placeholder, Required("is_decimal_allowed", TrueOrFalse), Optional("min_value", String(1, 255)), Optional("max_value", String(1, 255)),
            Optional("initial_value", String(1, 255))),
        ["email_text_input"] = Object(Action, Placeholder, Optional("initial_value", String(0, 3_000))),
        ["url_text_input"] = Object(Action, Placeholder, Optional("initial_value", String(0, 3_000))),
        ["file_input"] = Object(Action, Optional("max_files", Number(1, 10))),
        ["workflow_button"] = Object(
            Action, Required("text", Label), Required("workflow", Object(Required("trigger", Object(Required("url", Url(3_000, "https"))))))),
        ["image"] = Image,
    };

    private static readonly string[] Selects =
    [
        "static_select", "multi_static_select", "external_select", "multi_external_select", "users_select", "multi_users_select",
        "conversations_select", "multi_conversations_select", "channels_select", "multi_channels_select",
    ];

    private static readonly string[] Pressed = [.. Selects, "button", "checkboxes", "datepicker", "overflow", "radio_buttons", "timepicker", "workflow_button"];

    public static readonly Rule Accessory = Among([.. Pressed, "image"]);

    public static readonly Rule InActions = Among([.. Pressed, "datetimepicker", "rich_text_input"]);

    public static readonly Rule InContextActions = Among(["feedback_buttons", "icon_button"]);

    public static readonly Rule InInput = Among([
        .. Selects, "checkboxes", "datepicker", "timepicker", "datetimepicker", "email_text_input", "file_input", "number_input", "plain_text_input",
        "radio_buttons", "rich_text_input", "url_text_input",
    ]);

    public static readonly Rule InContext = Typed(new Dictionary<string, Rule>
    {
        ["plain_text"] = PlainTextShape(3_000),
        ["mrkdwn"] = MrkdwnShape(3_000),
        ["image"] = Image,
    });

    private static Rule Among(IEnumerable<string> types) => Typed(types.ToDictionary(type => type, type => Elements[type]));

    private static Rule Time(string format) => Matching(
        text => DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        $"written {format}");
}
