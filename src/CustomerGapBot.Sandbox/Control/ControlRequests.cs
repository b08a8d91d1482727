namespace CustomerGapBot.Sandbox;

internal sealed record SayRequest(string As, string Channel, string? ThreadTs, string Text);

internal sealed record ReactionRequest(string As, string Channel, string Ts, string Name, bool Remove = false);

internal sealed record DeleteRequest(string Channel, string Ts);

internal sealed record ChannelRequest(string Channel, string Change);

internal sealed record CommandRequest(string As, string Channel, string Text);

internal sealed record ActionRequest(string As, string Channel, string Ts, string ActionId, string? BlockId, string? Value);

internal sealed record OpenRequest(string As, string Repository, string Title, string? Body, string[]? Labels, bool Deliver = true);

internal sealed record ChangeRequest(
    string As, string Repository, int Number, string Change, string? Value, string? Title, string? Body, bool Deliver = true);

internal sealed record CommentRequest(string As, string Repository, int Number, string Body, bool Deliver = true);

internal sealed record EditCommentRequest(string As, long Id, string Body, bool Deliver = true);

internal sealed record DeleteCommentRequest(string As, long Id, bool Deliver = true);

internal sealed record RedeliverRequest(Guid Guid);

internal sealed record TroubleRequest(string Kind, string Method, string? Error, int Times = 1, double Seconds = 30);
