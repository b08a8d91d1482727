using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerGapBot.Delivery;
using CustomerGapBot.Sandbox;
using CustomerGapBot.Slack;
using CustomerGapBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Tests;

/// <summary>
/// The whole bot between the stand-ins for Slack and GitHub, on a clock that a story moves. Signed HTTP goes in, and what Slack shows comes out.
/// </summary>
internal sealed partial class TestBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("customergap-").FullName;
    private readonly Dictionary<string, string?> settings;
    private WebApplication app = null!;

    private TestBot(ManualTimeProvider clock, StandIns outside, IEnumerable<(string Name, string? Value)> settings)
    {
        Clock = clock;
        Outside = outside;
        this.settings = new(outside.Settings) { ["Storage:ConnectionString"] = $"Data Source={folder}/bot.db" };
        foreach (var (name, value) in settings) this.settings[name] = value;
    }

    public ManualTimeProvider Clock { get; }

    public StandIns Outside { get; }

    public SlackStandIn Slack => Outside.Slack;

    public GitHubStandIn GitHub => Outside.GitHub;

    public Database Database => app.Services.GetRequiredService<Database>();

    public IServiceProvider Services => app.Services;

    public HttpClient Http { get; } = new();

    /// <summary>What a story adds to the bot before it is woken.</summary>
    public Action<IServiceCollection> Added { get; set; } = _ => { };

    /// <summary>What a person sees of a channel. Addresses of the pretend GitHub are written <c>gh/…</c>, and comments are numbered from 1.</summary>
    public string Seen(string channel)
    {
        var seen = Slack.Seen(channel).Replace($"{Outside.Address}github/", "gh/", StringComparison.Ordinal);
        return CommentId().Matches(seen).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal).Select((id, place) => (id, name: $"issuecomment-{place + 1}"))
            .Aggregate(seen, (text, comment) => text.Replace(comment.id, comment.name, StringComparison.Ordinal));
    }

    /// <summary>Starts it all, and lets the first start (which is silent) be over.</summary>
    public static async Task<TestBot> StartAsync(params (string Name, string? Value)[] settings)
    {
        var bot = await AsleepAsync(settings);
        await bot.WakeAsync();
        await bot.SettleAsync();
        return bot;
    }

    /// <summary>Everything but the bot, whose first start is still to come by <see cref="WakeAsync"/>.</summary>
    public static async Task<TestBot> AsleepAsync(params (string Name, string? Value)[] settings)
    {
        var clock = new ManualTimeProvider();
        return new(clock, await StandIns.StartAsync(clock), settings);
    }

    /// <summary>Starts the bot (again) on the same database.</summary>
    public async Task WakeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton<TimeProvider>(Clock);
        Added(builder.Services);
        app = App.Build(builder);
        await app.StartAsync();
        Outside.Bot = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http.BaseAddress ??= Outside.Bot;
    }

    /// <summary>A graceful stop.</summary>
    public async Task SleepAsync()
    {
        Outside.Bot = null;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Waits until nobody has anything left to do at this moment of the clock.</summary>
    public async Task SettleAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            await Outside.WebhooksDeliveredAsync();
            var beats = Beats;
            if (IsIdle && beats == Beats) return;

            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(1, patience.Token);
        }
    }

    /// <summary>Lets time pass, stopping at each moment at which something falls due.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        var end = Clock.GetUtcNow() + span;
        await SettleAsync();
        while (Clock.NextDue is { } due && due <= end)
        {
            Clock.Advance(due > Clock.GetUtcNow() ? due - Clock.GetUtcNow() : TimeSpan.Zero);
            await SettleAsync();
        }

        Clock.Advance(end - Clock.GetUtcNow());
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        var broken = Slack.Workspace.Messages.Where(message => message.IsBot).SelectMany(Violations).ToList();
        await app.DisposeAsync();
        await Outside.DisposeAsync();
        Http.Dispose();
        Directory.Delete(folder, recursive: true);
        Assert.That(broken, Is.Empty, "over Slack's limits");
    }

    /// <summary>Whatever a story is about: nothing in it may be over Slack's limits.</summary>
    private static IReadOnlyList<string> Violations(SlackMessage message) =>
        BlockLimits.Violations(JsonSerializer.SerializeToElement(new { text = message.Text, blocks = message.Blocks ?? JsonDocument.Parse("[]").RootElement }));

    [GeneratedRegex("issuecomment-[0-9]+")]
    private static partial Regex CommentId();

    private bool IsIdle => InboxPulse.IsIdle && OutboxPulse.IsIdle && app.Services.GetRequiredService<Courier>().InHand == 0;

    private long Beats => InboxPulse.Beats + OutboxPulse.Beats;

    private InboxPulse InboxPulse => app.Services.GetRequiredService<InboxPulse>();

    private OutboxPulse OutboxPulse => app.Services.GetRequiredService<OutboxPulse>();
}
