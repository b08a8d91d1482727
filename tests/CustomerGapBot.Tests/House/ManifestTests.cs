using System.Text.RegularExpressions;
using CustomerGapBot.Slack;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.RepresentationModel;

namespace CustomerGapBot.Tests.House;

/// <summary>manifest.yml asks Slack for what the code uses, for nothing else, and within what Slack takes (its manifest schema, version 2).</summary>
internal sealed class ManifestTests
{
    /// <summary>By method: the bot scopes for every kind of conversation that we call it for (docs.slack.dev, each method's page).</summary>
    private static readonly Dictionary<string, string[]> ScopesOfMethods = new()
    {
        ["auth.test"] = [],
        ["chat.postMessage"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["conversations.join"] = ["channels:join"],
        ["conversations.open"] = ["im:write"],
        ["conversations.info"] = ["channels:read", "groups:read"],
        ["conversations.list"] = ["channels:read", "groups:read"],
        ["conversations.history"] = ["channels:history", "groups:history", "im:history"],
        ["conversations.replies"] = ["channels:history", "groups:history"],
        ["users.list"] = ["users:read"],
    };

    /// <summary>By event, as manifests name it: its type on the wire, and the bot scopes that it needs.</summary>
    private static readonly Dictionary<string, (string Type, string[] Scopes)> Events = new()
    {
        ["message.channels"] = ("message", ["channels:history"]),
        ["message.groups"] = ("message", ["groups:history"]),
        ["member_joined_channel"] = ("member_joined_channel", ["channels:read", "groups:read"]),
        ["channel_unarchive"] = ("channel_unarchive", ["channels:read"]),
        ["group_unarchive"] = ("group_unarchive", ["groups:read"]),
    };

    private const string File = "manifest.yml";

    private static readonly YamlMappingNode Manifest = Parse();

    [Test]
    public void Its_commands_are_those_of_the_settings_and_each_is_answered()
    {
        using var app = TestApp.Build();
        var names = new SlackCommandNames();
        var defaults = typeof(SlackCommandNames).GetProperties().Select(name => (string)name.GetValue(names)!);
        var commands = Commands.Select(command => Text(command, "command")).ToArray();
        var routes = app.Services.GetRequiredService<SlackRoutes>();

        Assert.That(commands, Is.EquivalentTo(defaults));
        Assert.That(commands.Where(command => routes.Answering(command) is null), Is.Empty);
    }

    [Test]
    public void Its_events_are_those_that_somebody_takes()
    {
        using var app = TestApp.Build();

        Assert.That(Events.Keys, Is.SupersetOf(List("settings", "event_subscriptions", "bot_events")), "this test knows each event");
        Assert.That(List("settings", "event_subscriptions", "bot_events").Select(name => Events[name].Type).Distinct(),
            Is.EquivalentTo(app.Services.GetRequiredService<SlackRoutes>().Events));
    }

    [Test]
    public void Its_scopes_are_what_our_calls_events_and_commands_need_and_no_more()
    {
        var methods = Regex.Matches(Checkout.Read("src/CustomerGapBot/Slack/SlackClient.cs"), @"(?:Read|ReadPage|Write)Async\(\s*""(?<method>\w+\.\w+)""")
            .Select(call => call.Groups["method"].Value).ToArray();
        Assert.That(ScopesOfMethods.Keys, Is.EquivalentTo(methods), "this test knows each method that is called");

        string[] needed =
        [
            "commands",
            .. methods.SelectMany(method => ScopesOfMethods[method]),
            .. List("settings", "event_subscriptions", "bot_events").SelectMany(name => Events[name].Scopes),
        ];
        Assert.That(List("oauth_config", "scopes", "bot"), Is.EquivalentTo(needed.Distinct()));
    }

    [Test]
    public void Each_scope_and_each_event_says_what_it_is_for()
    {
        var asked = List("oauth_config", "scopes", "bot").Concat(List("settings", "event_subscriptions", "bot_events"));
        var lines = Checkout.Read(File).Split('\n');

        Assert.That(asked.Where(name => !lines.Any(line => Regex.IsMatch(line, $@"^\s+- {Regex.Escape(name)}\s+# \S.+$"))), Is.Empty);
    }

    [Test]
    public void Its_addresses_are_doors_of_the_program()
    {
        using var app = TestApp.Build();
        var doors = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(door => door.RoutePattern.RawText);
        var addresses = Regex.Matches(Checkout.Read(File), @"^\s+(?:- )?(?:request_)?url: (?<url>\S+)", RegexOptions.Multiline).Select(line => new Uri(line.Groups["url"].Value)).ToArray();

        Assert.That(addresses, Has.Length.EqualTo(2));
        Assert.That(addresses.Select(address => address.Scheme), Has.All.EqualTo("https"));
        Assert.That(addresses.Select(address => address.AbsolutePath), Is.SubsetOf(doors));
    }

    [Test]
    public void It_holds_only_what_Slack_knows()
    {
        Assert.That(Keys(), Is.SubsetOf(new[] { "_metadata", "display_information", "features", "oauth_config", "settings" }));
        Assert.That(Keys("display_information"), Is.SubsetOf(new[] { "name", "description", "long_description", "background_color" }));
        Assert.That(Keys("features"), Is.SubsetOf(new[] { "app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains" }));
        Assert.That(Keys("features", "app_home"), Is.SubsetOf(new[] { "home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled" }));
        Assert.That(Keys("features", "bot_user"), Is.SubsetOf(new[] { "display_name", "always_online" }));
        Assert.That(Commands.SelectMany(Names), Is.SubsetOf(new[] { "command", "url", "description", "usage_hint", "should_escape" }));
        Assert.That(Keys("settings"), Is.SubsetOf(new[] { "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled" }));
        Assert.That(Keys("settings", "event_subscriptions"), Is.SubsetOf(new[] { "request_url", "bot_events", "metadata_subscriptions" }));
    }

    [Test]
    public void It_is_within_the_lengths_that_Slack_takes()
    {
        Assert.That(Text(At("display_information"), "name").Length, Is.InRange(1, 35));
        Assert.That(Text(At("display_information"), "description").Length, Is.InRange(1, 140));
        Assert.That(Text(At("display_information"), "background_color"), Does.Match("^#[0-9a-f]{6}$"));
        Assert.That(Text(At("features", "bot_user"), "display_name").Length, Is.InRange(1, 80));
        Assert.That(Commands.Count(), Is.InRange(1, 50));
        foreach (var command in Commands)
        {
            Assert.That(Text(command, "command"), Does.Match("^/[a-z0-9-]{1,31}$"));
            Assert.That(Text(command, "description").Length, Is.InRange(1, 2000));
            Assert.That(Text(command, "usage_hint").Length, Is.InRange(1, 1000));
            Assert.That(Text(command, "url").Length, Is.InRange(1, 3000));
        }

        Assert.That(List("settings", "event_subscriptions", "bot_events"), Has.Length.InRange(1, 100).And.Unique);
        Assert.That(List("oauth_config", "scopes", "bot"), Has.Length.InRange(1, 255).And.Unique);
    }

    /// <summary>Escaped, an address would come in angle brackets, and no trace would be found.</summary>
    [Test]
    public void Commands_come_as_they_were_typed() =>
        Assert.That(Commands.Select(command => Text(command, "should_escape")), Has.All.EqualTo("false"));

    private static IEnumerable<YamlMappingNode> Commands => ((YamlSequenceNode)At("features").Children[new YamlScalarNode("slash_commands")]).Cast<YamlMappingNode>();

    private static YamlMappingNode Parse()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Checkout.Read(File)));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static YamlMappingNode At(params string[] way) =>
        way.Aggregate(Manifest, (node, key) => (YamlMappingNode)node.Children[new YamlScalarNode(key)]);

    private static IEnumerable<string> Keys(params string[] way) => Names(At(way));

    private static IEnumerable<string> Names(YamlMappingNode node) => node.Children.Keys.Cast<YamlScalarNode>().Select(key => key.Value!);

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node.Children[new YamlScalarNode(key)]).Value!;

    private static string[] List(params string[] way) =>
        [.. ((YamlSequenceNode)At(way[..^1]).Children[new YamlScalarNode(way[^1])]).Cast<YamlScalarNode>().Select(item => item.Value!)];
}
