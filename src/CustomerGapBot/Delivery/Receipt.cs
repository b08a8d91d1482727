using System.Text.Json;

namespace CustomerGapBot.Delivery;

/// <summary>
/// How a parcel ended, told through the inbox to the kind that the parcel named. <paramref name="End"/>: <c>delivered</c> (with what the
/// service answered in <paramref name="Answer"/>), <c>refused</c>, or <c>gone</c> (it was there, and is no longer).
/// </summary>
internal sealed record Receipt(long Parcel, string End, string? Answer)
{
    public const string Delivered = "delivered";
    public const string Refused = "refused";
    public const string Gone = "gone";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static Receipt Read(byte[] body) => JsonSerializer.Deserialize<Receipt>(body)!;
}
