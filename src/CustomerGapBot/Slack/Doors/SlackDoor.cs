using System.Text;
using CustomerGapBot.Delivery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CustomerGapBot.Slack;

/// <summary>What the three doors have in common: nothing passes that is not small, of the right type and signed, in this order.</summary>
internal sealed partial class SlackDoor(SlackSignature signature, SlackMetrics metrics, TimeProvider clock, ILogger<SlackDoor> logger)
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>The signed bytes, or the answer to whoever brought something else.</summary>
    public async Task<(byte[] Body, IResult? Refusal)> OpenAsync(string door, string type, HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var given) || !given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            return ([], Refuse(door, StatusCodes.Status415UnsupportedMediaType, $"This door takes {type}."));

        // Nobody's megabytes are read who does not even claim to be Slack.
        if (request.Headers[SlackSignature.SignatureHeader].Count == 0) return ([], Unsigned(door));

        if (await ReadAsync(request) is not { } body)
            return ([], Refuse(door, StatusCodes.Status413PayloadTooLarge, $"This door takes at most {SlackEndpoints.MostBytes} bytes."));

        if (!signature.Fits(body, request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader]))
            return ([], Unsigned(door));

        return (body, null);
    }

    private ContentHttpResult Unsigned(string door) => Refuse(door, StatusCodes.Status401Unauthorized,
        "The signature is missing, does not fit or is more than five minutes off: compare the signing secret with the Slack app's, and the clocks.");

    /// <summary>Signed, but not what Slack sends.</summary>
    public ContentHttpResult Rubbish(string door, string why) => Refuse(door, StatusCodes.Status400BadRequest, why);

    /// <summary>The fields of a form, or null when it is none.</summary>
    public static Dictionary<string, StringValues>? ReadForm(byte[] body)
    {
        try
        {
            using var form = new FormReader(Encoding.UTF8.GetString(body));
            return form.ReadForm();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await RawBody.ReadAsync(request, SlackEndpoints.MostBytes, clock);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private ContentHttpResult Refuse(string door, int status, string why)
    {
        metrics.Refused(door, status);
        LogRefused(door, status, why);
        return TypedResults.Text(why, statusCode: status);
    }

    [LoggerMessage(LogLevel.Warning, "Slack's {Door} door answered {Status}: {Why}")]
    private partial void LogRefused(string door, int status, string why);
}
