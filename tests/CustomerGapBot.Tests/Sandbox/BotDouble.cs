using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed record Knock(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Stands where the bot would: notes who knocks, and answers as told.</summary>
internal sealed class BotDouble : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Knock> knocks = new();
    private readonly SemaphoreSlim knocked = new(0);

    private BotDouble(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public IReadOnlyList<Knock> Knocks => [.. knocks];

    public int Status { get; set; } = 200;

    public string Answer { get; set; } = "";

    public static async Task<BotDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var bot = new BotDouble(app);
        app.Run(bot.TakeAsync);
        await app.StartAsync();
        return bot;
    }

    /// <summary>Completes when there have been this many knocks.</summary>
    public async Task KnockedAsync(int number)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (knocks.Count < number) await knocked.WaitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        knocked.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase);
        knocks.Enqueue(new(context.Request.Path, headers, await reader.ReadToEndAsync()));
        knocked.Release();
        context.Response.StatusCode = Status;
        await context.Response.WriteAsync(Answer);
    }
}
