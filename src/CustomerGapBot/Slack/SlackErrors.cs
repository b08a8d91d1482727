using CustomerGapBot.Delivery;

namespace CustomerGapBot.Slack;

/// <summary>What a call was for: the same code means different things on different errands.</summary>
internal enum Errand
{
    Post,
    Reply,
    Edit,

    /// <summary>A call that changes nothing, or may be repeated at will.</summary>
    Look,
}

/// <summary>
/// The judgement on every error code of Slack's that can meet us (docs.slack.dev: Web API, chat.postMessage, chat.update, conversations.*).
/// A code that is not listed is refused with its name: it is told to the operators, and can be sent again by hand.
/// </summary>
internal static class SlackErrors
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan LimitedFor = TimeSpan.FromSeconds(30);

    /// <summary>True when the same message without its blocks may be taken.</summary>
    public static bool AreOfBlocks(string? error) => error is
        "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "msg_too_long" or "invalid_attachments"
        or "too_many_attachments" or "attachment_payload_limit_exceeded" or "only_one_table_allowed" or "invalid_arguments";

    /// <summary>The outcome of a call that did not end well. <paramref name="place"/> is the channel as people know it.</summary>
    public static Outcome Judge(SlackResponse response, Errand errand, string place) => response.Reach switch
    {
        SlackReach.NeverLeft => new Outcome.TryLater(Soon, response.Why),
        SlackReach.NoAnswer => Unsure(errand, response.Why),
        _ => JudgeCode(response, errand, place),
    };

    private static Outcome JudgeCode(SlackResponse response, Errand errand, string place) => response.Error switch
    {
        "ratelimited" or "rate_limited" => new Outcome.TryLater(
            response.RetryAfter is { } after ? TimeSpan.FromSeconds(Math.Clamp(after.TotalSeconds, 1, LongestPause.TotalSeconds)) : LimitedFor,
            "Slack asks for a pause", errand is Errand.Edit ? Hold.Kind : errand is Errand.Look ? Hold.Lane : Hold.Pace),

        "request_timeout" => new Outcome.TryLater(Soon, "Slack did not get the whole call in time"),

        // Here "some aspect of the operation may have succeeded".
        "internal_error" or "fatal_error" or "service_unavailable" => Unsure(errand, $"Slack is in trouble ({response.Error})"),

        // chat.update says is_inactive where chat.postMessage says is_archived.
        "is_archived" or "is_inactive" => Closed($"{place} is archived: unarchive it, or name another in the settings"),
        "not_in_channel" => Closed($"the bot is not in {place}: type /invite and the bot's name there"),
        "channel_not_found" => Closed($"{place} is not there, or is private and the bot is not in it: invite the bot, or name another in the settings"),
        "channel_is_limited_access" or "posting_to_channel_denied" or "restricted_action" or "restricted_action_read_only_channel" =>
            Closed($"the bot may not post in {place}: let it in that channel's posting permissions"),
        "restricted_action_thread_only_channel" or "restricted_action_non_threadable_channel" =>
            Closed($"{place} does not take both messages and threads: change that channel's posting permissions"),
        "method_not_supported_for_channel_type" => Closed($"the bot cannot join {place} by itself: type /invite and the bot's name there"),
        "messages_tab_disabled" => Closed($"the bot may not write to {place}: turn the Messages tab on under *App Home* of the Slack app"),
        "user_not_found" or "user_not_visible" or "user_disabled" or "users_not_found" =>
            Closed($"{place} is not an active person of this workspace: name another in the settings"),
        "cannot_dm_bot" => Closed($"{place} is a bot, and bots do not write to bots: name a person in the settings"),
        "message_limit_exceeded" => Closed("the workspace has reached the message limit of its plan: ask its administrators"),
        "ekm_access_denied" => Closed("the workspace's encryption keys are withheld: ask its administrators"),

        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "user_removed_from_team" or "team_disabled" =>
            Down(response, "Slack does not accept the bot token: install the Slack app again and put its new Bot User OAuth Token into the settings"),
        "not_allowed_token_type" => Down(response, "this is not a bot's token: put the Bot User OAuth Token (xoxb-…) into the settings"),
        "missing_scope" or "no_permission" when errand is Errand.Look =>
            Closed(InWords(response, $"the bot token lacks a permission to look at {place}: add it under *OAuth & Permissions*, and install the Slack app again")),
        "missing_scope" or "no_permission" =>
            Down(response, "the bot token lacks a permission: add it under *OAuth & Permissions*, and install the Slack app again"),
        "org_login_required" or "access_denied" or "accesslimited" or "team_access_not_granted" or "team_added_to_org"
            or "enterprise_is_restricted" or "two_factor_setup_required" =>
            Down(response, "the workspace keeps the bot out: ask its administrators to approve the Slack app"),
        "method_deprecated" or "deprecated_endpoint" => Down(response, "Slack no longer offers a call that the bot makes: update the bot"),
        "redirected" => Down(response, "name the right address of the Web API in the settings"),

        "thread_not_found" or "cannot_reply_to_message" when errand is Errand.Reply or Errand.Look =>
            new Outcome.Gone($"the message that it answers is no longer in {place}"),
        "message_not_found" when errand is Errand.Edit => new Outcome.Gone($"the message is no longer in {place}"),

        "restricted_action_thread_locked" => Refused(response, "the thread is locked"),
        "cant_update_message" or "edit_window_closed" => Refused(response, "the message may no longer be changed"),
        "block_mismatch" or "no_dual_broadcast_content_update" or "streaming_state_conflict" or "update_failed" =>
            Refused(response, "the message cannot be changed like this"),
        "invalid_metadata_format" or "invalid_metadata_schema" or "metadata_too_large" or "metadata_must_be_sent_from_app" =>
            Refused(response, "Slack does not take the message's mark"),
        "invalid_arguments" or "invalid_arg_name" or "invalid_array_arg" or "invalid_charset" or "invalid_form_data"
            or "invalid_post_type" or "missing_post_type" or "invalid_json" or "json_not_object" or "markdown_text_conflict" =>
            Refused(response, "Slack does not understand the call"),
        "no_text" => Refused(response, "the message has no text"),
        "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "msg_too_long" or "invalid_attachments"
            or "too_many_attachments" or "attachment_payload_limit_exceeded" or "only_one_table_allowed" =>
            Refused(response, "the message is over Slack's limits, also as plain text"),

        _ => Refused(response, "Slack does not take it"),
    };

    private static Outcome Unsure(Errand errand, string why) =>
        errand is Errand.Post or Errand.Reply ? new Outcome.Unknown(why) : new Outcome.TryLater(Later, why);

    private static Outcome.Closed Closed(string why) => new(why);

    private static Outcome.Down Down(SlackResponse response, string mend) => new(InWords(response, mend));

    private static Outcome.Refused Refused(SlackResponse response, string why) => new(InWords(response, why));

    private static string InWords(SlackResponse response, string words) =>
        response.Why is "" ? $"{words} ({response.Error})" : $"{words} ({response.Error}: {response.Why})";
}
