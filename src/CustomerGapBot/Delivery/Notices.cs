using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>What an operator must hear of. It reaches whoever receives <see cref="Kind"/>, through the inbox like everything else.</summary>
[JsonDerivedType(typeof(SetAside), "set_aside")]
[JsonDerivedType(typeof(ParcelRefused), "refused")]
[JsonDerivedType(typeof(LaneParked), "parked")]
[JsonDerivedType(typeof(LaneResumed), "resumed")]
[JsonDerivedType(typeof(ServiceDown), "down")]
[JsonDerivedType(typeof(ServiceUp), "up")]
internal abstract record Notice
{
    public const string Kind = "delivery.notice";

    private Notice() { }

    public sealed record SetAside(string ItemKind, string Delivery, string Why) : Notice;

    public sealed record ParcelRefused(string Service, string Lane, string Title, string? Url, string Why) : Notice;

    public sealed record LaneParked(string Service, string Lane, string Why) : Notice;

    public sealed record LaneResumed(string Service, string Lane, DateTimeOffset ParkedAt, long Digested) : Notice;

    public sealed record ServiceDown(string Service, string Why) : Notice;

    public sealed record ServiceUp(string Service, DateTimeOffset DownSince) : Notice;

    public static Notice Read(byte[] body) => JsonSerializer.Deserialize<Notice>(body)!;
}

/// <summary>Says what an operator must hear of, in the transaction that makes it so.</summary>
internal sealed class Notices(Inbox inbox)
{
    public void Tell(Work work, Notice notice) =>
        inbox.Keep(work, new("delivery", Guid.NewGuid().ToString("n"), Notice.Kind, JsonSerializer.SerializeToUtf8Bytes(notice)));
}
