using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>Block elements, and where each may stand.</summary>
internal static class ElementRules
{
    private static readonly string[] Selects =
    [
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
    ];

    public static string[] InSection { get; } =
        [.. Selects, "button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons", "timepicker", "workflow_button"];

    public static string[] InActions { get; } = [.. InSection.Except(["image"]), "datetimepicker", "rich_text_input"];

    public static string[] InInput { get; } =
    [
        .. Selects, "checkboxes", "datepicker", "timepicker", "datetimepicker", "email_text_input", "file_input", "number_input", "plain_text_input",
        "radio_buttons", "rich_text_input", "url_text_input",
    ];

    public static string[] InContextActions { get; } = ["feedback_buttons", "icon_button"];

    public static void Check(JsonElement element, string at, string[] allowed, BlockFaults faults)
    {
        var type = BlockFaults.Type(element);
        if (type is null || !allowed.Contains(type))
        {
            faults.Add($"{at}/type", $"unsupported type: {type}");
            return;
        }

        faults.OptionalText(element, "action_id", 255, at);
        if (element.TryGetProperty("placeholder", out _)) TextRules.Plain(element, "placeholder", 150, at, faults);
        if (element.TryGetProperty("confirm", out var confirm)) Confirm(confirm, $"{at}/confirm", faults);
        switch (type)
        {
            case "button": Button(element, at, faults); break;
            case "image":
                faults.Only(element, at, "alt_text", "image_url", "slack_file");
                Image(element, at, faults);
                break;
            case "static_select" or "multi_static_select": Options(element, at, faults, most: 100, plain: true); break;
            case "overflow": Options(element, at, faults, most: 5, plain: true); break;
            case "checkboxes" or "radio_buttons": Options(element, at, faults, most: 10, plain: false); break;
            case "feedback_buttons":
                foreach (var name in (string[])["positive_button", "negative_button"])
                    if (element.TryGetProperty(name, out var button)) TextRules.Plain(button, "text", 75, $"{at}/{name}", faults);
                    else faults.Add(at, $"missing required field: {name}");
                break;
            case "icon_button":
                faults.RequiredText(element, "icon", 255, at);
                TextRules.Plain(element, "text", 75, at, faults);
                break;
            case "number_input" when !element.TryGetProperty("is_decimal_allowed", out _):
                faults.Add(at, "missing required field: is_decimal_allowed");
                break;
        }
    }

    public static void Image(JsonElement image, string at, BlockFaults faults)
    {
        faults.RequiredText(image, "alt_text", 2000, at);
        if (!image.TryGetProperty("image_url", out _) && !image.TryGetProperty("slack_file", out _)) faults.Add(at, "missing required field: image_url");
        faults.Url(image, "image_url", at);
    }

    private static void Button(JsonElement button, string at, BlockFaults faults)
    {
        faults.Only(button, at, "action_id", "text", "value", "url", "style", "confirm", "accessibility_label");
        TextRules.Plain(button, "text", 75, at, faults);
        faults.OptionalText(button, "value", 2000, at);
        faults.OptionalText(button, "accessibility_label", 75, at);
        faults.Url(button, "url", at);
        faults.OneOf(button, "style", at, "primary", "danger");
    }

    private static void Confirm(JsonElement confirm, string at, BlockFaults faults)
    {
        if (confirm.ValueKind != JsonValueKind.Object)
        {
            faults.Add(at, "must be an object");
            return;
        }

        TextRules.Plain(confirm, "title", 100, at, faults);
        TextRules.Any(confirm, "text", 300, at, faults);
        TextRules.Plain(confirm, "confirm", 30, at, faults);
        TextRules.Plain(confirm, "deny", 30, at, faults);
        faults.OneOf(confirm, "style", at, "primary", "danger");
    }

    private static void Options(JsonElement element, string at, BlockFaults faults, int most, bool plain)
    {
        if (element.TryGetProperty("option_groups", out _))
        {
            foreach (var (group, where) in faults.Items(element, "option_groups", 1, 100, at))
            {
                TextRules.Plain(group, "label", 75, where, faults);
                foreach (var (option, spot) in faults.Items(group, "options", 1, 100, where)) Option(option, spot, faults, plain);
            }

            return;
        }

        foreach (var (option, where) in faults.Items(element, "options", 1, most, at)) Option(option, where, faults, plain);
    }

    private static void Option(JsonElement option, string at, BlockFaults faults, bool plain)
    {
        faults.Only(option, at, "text", "value", "description", "url");
        if (plain) TextRules.Plain(option, "text", 75, at, faults);
        else TextRules.Any(option, "text", 75, at, faults);
        faults.RequiredText(option, "value", 150, at);
        if (option.TryGetProperty("description", out _)) TextRules.Any(option, "description", 75, at, faults);
    }
}
