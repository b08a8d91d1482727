using System.Text.Json;
using static CustomerGapBot.Slack.Field;
using static CustomerGapBot.Slack.Shapes;

namespace CustomerGapBot.Slack;

/// <summary>The blocks that a message may hold, each with its fields and their limits, keyed by type (docs.slack.dev, reference/block-kit/blocks).</summary>
internal static class BlockShapes
{
    private static readonly Field Id = Optional("block_id", String(1, 255));

    private static readonly Dictionary<string, Rule> Blocks = new()
    {
        ["section"] = All(
            AtLeastOne("text", "fields"),
            Object(Id, Optional("text", Text(3_000)), Optional("fields", List(1, 10, Text(2_000))), Optional("accessory", ElementShapes.Accessory))),
        ["header"] = Object(Id, Required("text", Plain(150))),
        ["divider"] = Object(Id),
        ["context"] = Object(Id, Required("elements", List(1, 10, ElementShapes.InContext))),
        ["actions"] = Object(Id, Required("elements", List(1, 25, ElementShapes.InActions))),
        ["context_actions"] = Object(Id, Required("elements", List(1, 5, ElementShapes.InContextActions))),
        ["input"] = Object(
            Id, Required("label", Plain(2_000)), Required("element", ElementShapes.InInput), Optional("hint", Plain(2_000)), Optional("optional", TrueOrFalse)),
        ["image"] = All(ElementShapes.Image, Object(Id, Optional("title", Plain(2_000)))),
        ["rich_text"] = RichTextShapes.Block,
        ["markdown"] = Object(Required("text", String(1, BlockLimits.MaxMarkdown))),
        ["table"] = Object(
            Id, Required("rows", List(1, 100, List(1, 20, Later(() => TableCell!)))), Optional("column_settings", List(0, 20, Later(() => ColumnSetting!)))),
        ["data_table"] = Object(
            Id, Required("caption", String(1, 3_000)), Required("rows", List(1, int.MaxValue, List(1, 20, Later(() => TableCell!)))),
            Optional("page_size", Number(1, 100)), Optional("row_header_column_index", Number(0, 19))),
        ["data_visualization"] = Object(Id, Required("title", String(1, 50)), Required("chart", Later(() => Chart!))),
        ["task_card"] = Later(() => TaskCard!),
        ["plan"] = Object(Id, Required("title", String(1, 3_000)), Required("tasks", List(1, 50, Later(() => TaskCard!)))),
        ["card"] = Later(() => Card!),
        ["carousel"] = Object(Id, Required("elements", List(1, 10, Later(() => Card!)))),
        ["container"] = All(
            ExactlyOne("title", "rich_text_title"),
            Object(
                Id, Optional("title", Plain(150)), Optional("rich_text_title", RichTextShapes.Block), Optional("subtitle", Plain(150)),
                Required("child_blocks", List(1, 10, Later(() => InContainer!))), Optional("width", OneOf("narrow", "standard", "wide", "full")))),
        ["video"] = Object(
            Id, Required("video_url", Url(3_000, "https")), Required("thumbnail_url", Url(3_000, "http", "https")), Required("alt_text", String(1, 2_000)),
            Required("title", Plain(199)), Optional("author_name", String(1, 49))),
    };

    public static readonly Rule InMessage = Typed(Blocks);

    private static readonly Rule InContainer = Typed(new[] { "actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video" }
        .ToDictionary(type => type, type => Blocks[type]));

    private static readonly Rule ColumnSetting = (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.Null)
            Object(Optional("align", OneOf("left", "center", "right")), Optional("is_wrapped", TrueOrFalse))(value, at, found);
    };

    private static readonly Rule TableCell = Typed(new Dictionary<string, Rule>
    {
        ["raw_text"] = Object(Required("text", String(1, 3_000))),
        ["raw_number"] = Object(),
        ["rich_text"] = RichTextShapes.Block,
    });

    private static readonly Rule Chart = Typed(new Dictionary<string, Rule>
    {
        ["pie"] = Object(Required("segments", List(1, 6, Object(Required("label", String(1, 20)))))),
        ["line"] = Later(() => Axes!),
        ["bar"] = Later(() => Axes!),
        ["area"] = Later(() => Axes!),
    });

    private static readonly Rule Axes = Object(
        Required("series", List(1, 6, Object(Required("name", String(1, 20)), Required("data", List(1, 20, Object(Required("label", String(1, 20)))))))),
        Required("axis_config", Object(
            Required("categories", List(1, 20, String(1, 20))), Optional("x_label", String(1, 50)), Optional("y_label", String(1, 50)))));

    private static readonly Rule TaskCard = Object(
        Id, Required("task_id", String(1, 255)), Required("title", String(1, 3_000)), Required("status", OneOf("pending", "in_progress", "complete", "error")),
        Optional("details", RichTextShapes.Block), Optional("output", RichTextShapes.Block),
        Optional("sources", List(0, 50, Object(Required("url", Url(3_000, "http", "https")), Required("text", String(1, 3_000))))));

    private static readonly Rule Card = All(
        AtLeastOne("hero_image", "title", "body", "actions"),
        AtMostOne("icon", "slack_icon"),
        Object(
            Id, Optional("title", Text(150)), Optional("subtitle", Text(150)), Optional("body", Text(200)), Optional("hero_image", ElementShapes.Image),
            Optional("actions", List(1, 25, ElementShapes.InActions))));
}
