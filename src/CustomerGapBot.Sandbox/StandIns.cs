using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CustomerGapBot.Sandbox;

/// <summary>Everything that the bot talks to, at one loopback address: the pretend Slack and GitHub, and the page that shows them.</summary>
internal sealed class StandIns : IAsyncDisposable
{
    private const string BotToken = "xoxb-sandbox-7d41c9f0b2";
    private const string SigningSecret = "sandbox-signing-9e0c3b71d5";
    private const string GitHubToken = "ghp_sandbox_41b7e2c6f8";
    private const string WebhookSecret = "sandbox-webhook-2f8d6a05c1";

    private readonly WebApplication app;
    private readonly BotLine line;

    private StandIns(WebApplication app, Uri address, TimeProvider clock)
    {
        this.app = app;
        Address = address;
        Clock = clock;
        Traffic = new(clock, Changes, [BotToken, SigningSecret, GitHubToken, WebhookSecret]);
        Trouble = new(Changes);
        line = new(Traffic, clock);
        Slack = new(clock, Changes, line, BotToken, SigningSecret, new(address, "slack/responses/"));
        GitHub = new(clock, Changes, line, GitHubToken, WebhookSecret, address);
        Settings = new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = BotToken, ["Slack:SigningSecret"] = SigningSecret, ["Slack:ApiUrl"] = $"{address}slack/api/",
            ["GitHub:Token"] = GitHubToken, ["GitHub:WebhookSecrets:0"] = WebhookSecret, ["GitHub:ApiUrl"] = $"{address}github/api/",
            ["Feedback:Repository"] = "acme/feedback", ["Feedback:Channel"] = "#feedback", ["Operators:Channel"] = "#gap-operators",
        };
    }

    public Uri Address { get; }

    public TimeProvider Clock { get; }

    /// <summary>Where webhooks and events go. Without it, webhooks are kept as undelivered and events are lost.</summary>
    public Uri? Bot
    {
        get => line.Bot;
        set
        {
            line.Bot = value;
            Changes.Tell();
        }
    }

    public Changes Changes { get; } = new();

    public Traffic Traffic { get; }

    public Trouble Trouble { get; }

    public SlackStandIn Slack { get; }

    public GitHubStandIn GitHub { get; }

    /// <summary>What the bot needs to be told to talk to these.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public static async Task<StandIns> StartAsync(TimeProvider clock, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();

        // The address is known only once the server listens; until then nobody knows it, so nothing can be asked.
        StandIns? standIns = null;
        app.Use(next => context => Loopback.Allows(context.Request) ? next(context) : Loopback.RefuseAsync(context));
        app.Use(next => context => context.Request.Path.StartsWithSegments("/sandbox") ? ControlEndpoints.ExplainAsync(context, next) : next(context));
        app.MapControls(() => standIns!);
        app.MapPage();
        app.MapGet("/github/{owner}/{name}/issues/{number:int}", (int number) => Results.Redirect($"/#issue-{number}"));
        app.Map("/slack/api/{method}", (HttpContext context, string method) => standIns!.AskSlackAsync(context, method));
        app.Map("/github/api/{**path}", (HttpContext context, string path) => standIns!.AskGitHubAsync(context, path));
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        standIns = new(app, AddressOf(app), clock);
        return standIns;
    }

    /// <summary>Completes when no webhook or event is under way or queued. A retry of Slack's that waits for its time does not count.</summary>
    public Task WebhooksDeliveredAsync() => line.IdleAsync();

    /// <summary>What the bot's <c>/health/ready</c> says: <c>ready</c> is null when there is no bot or no such door.</summary>
    public Task<JsonObject> ReadinessAsync(CancellationToken ct) => line.ReadinessAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private Task AskSlackAsync(HttpContext context, string method) =>
        new ApiDoor("slack", Clock, Traffic, Trouble, Slack.Door.Refuse).AnswerAsync(context, method, Slack.Door.Answer);

    private Task AskGitHubAsync(HttpContext context, string path) =>
        new ApiDoor("github", Clock, Traffic, Trouble, GitHub.Door.Refuse).AnswerAsync(context, $"{context.Request.Method} /{path}", GitHub.Door.Answer);
}
