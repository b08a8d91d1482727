using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;
using CustomerGapBot.Delivery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace CustomerGapBot.GitHub;

/// <summary>
/// Where GitHub's webhooks knock: verifies, makes durable, answers. GitHub waits ten seconds for the answer and never comes back by itself
/// (docs.github.com, best practices for using webhooks).
/// </summary>
internal sealed partial class GitHubDoor(
    GitHubSignature signature, GitHubRoutes routes, Keep keep, TimeProvider clock, ILogger<GitHubDoor> logger)
{
    /// <summary>In bytes; GitHub itself sends no payload over 25 MB.</summary>
    public const int LargestBody = 25 * 1024 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (!signature.IsConfigured) return TypedResults.NotFound();
        var type = MediaType(request);
        if (type is not (Json or Form))
            return Refuse(StatusCodes.Status415UnsupportedMediaType, $"send {Json} or {Form}");
        // Nobody's megabytes are read who does not even claim to be GitHub.
        var signed = request.Headers[GitHubSignature.Header];
        if (StringValues.IsNullOrEmpty(signed))
            return Refuse(StatusCodes.Status401Unauthorized, "not signed: set a secret in the webhook's settings");
        if (await ReadAsync(request) is not { } body)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "the body is over 25 MiB");
        if (!signature.Fits(body, signed))
            return Refuse(StatusCodes.Status401Unauthorized, "the signature does not fit: the webhook's secret is not one that this bot knows");

        if (One(request, "X-GitHub-Event") is not { Length: > 0 } name)
            return Refuse(StatusCodes.Status400BadRequest, "the header X-GitHub-Event is missing");
        if (One(request, "X-GitHub-Delivery") is not { } delivery || !IsDelivery(delivery))
            return Refuse(StatusCodes.Status400BadRequest, "the header X-GitHub-Delivery is missing or no delivery id");
        if (Payload(type, body) is not { } payload || !IsJsonObject(payload.Span))
            return Refuse(StatusCodes.Status400BadRequest, "the payload is not a JSON object");

        using var scope = logger.BeginScope("Delivery {Delivery}", delivery);
        return await TakeAsync(name, delivery, payload);
    }

    private async Task<IResult> TakeAsync(string name, string delivery, ReadOnlyMemory<byte> payload)
    {
        if (name == "ping") return Answer(StatusCodes.Status200OK, "pong");
        if (!routes.Wants(name))
        {
            routes.Ignore(name);
            return Answer(StatusCodes.Status200OK, "nobody here wants this event");
        }

        try
        {
            var kept = await KeepAsync(new Arrival("github", delivery, $"github.{name}", payload));
            Arrived(name, kept, payload.Length);
            return kept == Kept.Seen
                ? Answer(StatusCodes.Status200OK, "seen before")
                : Answer(StatusCodes.Status202Accepted, "kept");
        }
        catch (Exception failure) // whatever it was, GitHub must be told that it was not kept: there it shows as failed and can be sent again
        {
            NotKept(failure, name);
            return Answer(StatusCodes.Status503ServiceUnavailable, "could not be kept: deliver it again");
        }
    }

    /// <summary>Not bound to the caller's patience: what is verified is worth keeping even when nobody waits for the answer any more.</summary>
    private async Task<Kept> KeepAsync(Arrival arrival)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        return await keep(arrival, patience.Token).WaitAsync(patience.Token);
    }

    private async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await RawBody.ReadAsync(request, LargestBody, clock);
        }
        catch (BadHttpRequestException refusal) when (refusal.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static string? MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType?.ToLowerInvariant() : null;

    private static string? One(HttpRequest request, string header) =>
        request.Headers[header] is { Count: 1 } values ? values[0] : null;

    private static bool IsDelivery(string id) =>
        id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static ReadOnlyMemory<byte>? Payload(string type, byte[] body) => type == Json ? body : FormField(body, "payload="u8);

    private static ReadOnlyMemory<byte>? FormField(byte[] form, ReadOnlySpan<byte> key)
    {
        foreach (var field in form.AsSpan().Split((byte)'&'))
        {
            if (form.AsSpan(field).StartsWith(key))
                return WebUtility.UrlDecodeToBytes(form[field], key.Length, form[field].Length - key.Length);
        }

        return null;
    }

    private static bool IsJsonObject(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = GitHubJson.Depth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private ContentHttpResult Refuse(int status, string words)
    {
        routes.Refuse(status);
        Refused(status, words);
        return Answer(status, words);
    }

    private static ContentHttpResult Answer(int status, string words) => TypedResults.Text(words, statusCode: status);

    [LoggerMessage(LogLevel.Information, "GitHub's {Event} is kept: {Kept}, {Bytes} bytes")]
    private partial void Arrived(string @event, Kept kept, int bytes);

    [LoggerMessage(LogLevel.Warning, "GitHub's door answered {Status}: {Why}")]
    private partial void Refused(int status, string why);

    [LoggerMessage(LogLevel.Error, "GitHub's {Event} could not be kept")]
    private partial void NotKept(Exception failure, string @event);
}
