using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CustomerGapBot.Delivery;
using CustomerGapBot.Slack;
using CustomerGapBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Tests.Slack;

/// <summary>The three doors on a real Kestrel, with a delegate for an inbox and a stopped clock.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private readonly WebApplication app;
    private readonly MeterListener listener = new();

    private DoorHost(WebApplication app, ManualTimeProvider clock)
    {
        this.app = app;
        Clock = clock;
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == SlackMetrics.MeterName) it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            Counted.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();
    }

    public ManualTimeProvider Clock { get; }

    public HttpClient Http { get; } = new();

    public ConcurrentQueue<Arrival> Kept { get; } = [];

    public ConcurrentBag<string> Counted { get; } = [];

    public Func<Arrival, CancellationToken, Task<Kept>>? Keep { get; set; }

    public SlackRoutes Routes => app.Services.GetRequiredService<SlackRoutes>();

    public static async Task<DoorHost> StartAsync(string secret = Secret)
    {
        DoorHost? host = null;
        var clock = new ManualTimeProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Slack:BotToken", "xoxb-1"), new("Slack:SigningSecret", secret)]);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddDelivery(builder.Configuration);
        builder.Services.AddSlack(builder.Configuration);
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<Keep>((arrival, ct) => host!.KeepAsync(arrival, ct));
        builder.Services.AddDoorLimits();

        var app = builder.Build();
        host = new DoorHost(app, clock);
        app.UseRateLimiter();
        app.MapSlack();
        await app.StartAsync();
        host.Http.BaseAddress = new Uri(app.Urls.Single());
        return host;
    }

    public Task<HttpResponseMessage> EventAsync(string body, int secondsOff = 0) =>
        KnockAsync("events", "application/json", Encoding.UTF8.GetBytes(body), secondsOff);

    public Task<HttpResponseMessage> FormAsync(string door, params (string Field, string Value)[] fields) =>
        KnockAsync(door, "application/x-www-form-urlencoded",
            Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Field}={Uri.EscapeDataString(field.Value)}"))));

    public async Task<HttpResponseMessage> KnockAsync(
        string door, string type, byte[] body, int secondsOff = 0, string secret = Secret, bool signed = true, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/slack/{door}");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TransferEncodingChunked = chunked;
        if (signed)
        {
            var timestamp = (Clock.GetUtcNow().ToUnixTimeSeconds() + secondsOff).ToString(CultureInfo.InvariantCulture);
            request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
            request.Headers.Add(SlackSignature.SignatureHeader, Sign(secret, timestamp, body));
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        Http.Dispose();
        await app.DisposeAsync();
    }

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    private async Task<Kept> KeepAsync(Arrival arrival, CancellationToken ct)
    {
        if (Keep is { } keep) return await keep(arrival, ct);
        Kept.Enqueue(arrival);
        return Delivery.Kept.Fresh;
    }
}
