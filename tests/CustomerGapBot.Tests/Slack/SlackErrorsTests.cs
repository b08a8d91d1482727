using CustomerGapBot.Delivery;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackErrorsTests
{
    private static readonly Errand[] Everything = Enum.GetValues<Errand>();

    [TestCase("is_archived")]
    [TestCase("is_inactive")]
    [TestCase("not_in_channel")]
    [TestCase("channel_not_found")]
    [TestCase("channel_is_limited_access")]
    [TestCase("posting_to_channel_denied")]
    [TestCase("restricted_action")]
    [TestCase("restricted_action_read_only_channel")]
    [TestCase("restricted_action_thread_only_channel")]
    [TestCase("restricted_action_non_threadable_channel")]
    [TestCase("method_not_supported_for_channel_type")]
    [TestCase("messages_tab_disabled")]
    [TestCase("user_not_found")]
    [TestCase("user_not_visible")]
    [TestCase("user_disabled")]
    [TestCase("users_not_found")]
    [TestCase("cannot_dm_bot")]
    [TestCase("message_limit_exceeded")]
    [TestCase("ekm_access_denied")]
    public void These_close_the_lane(string code) =>
        Assert.That(Everything.Select(errand => Judge(code, errand)), Is.All.TypeOf<Outcome.Closed>());

    [TestCase("invalid_auth")]
    [TestCase("not_authed")]
    [TestCase("account_inactive")]
    [TestCase("token_revoked")]
    [TestCase("token_expired")]
    [TestCase("user_removed_from_team")]
    [TestCase("team_disabled")]
    [TestCase("not_allowed_token_type")]
    [TestCase("org_login_required")]
    [TestCase("access_denied")]
    [TestCase("accesslimited")]
    [TestCase("team_access_not_granted")]
    [TestCase("team_added_to_org")]
    [TestCase("enterprise_is_restricted")]
    [TestCase("two_factor_setup_required")]
    [TestCase("method_deprecated")]
    [TestCase("deprecated_endpoint")]
    [TestCase("redirected")]
    public void With_these_the_whole_service_is_down(string code) =>
        Assert.That(Everything.Select(errand => Judge(code, errand)), Is.All.TypeOf<Outcome.Down>());

    [TestCase("missing_scope")]
    [TestCase("no_permission")]
    public void What_only_a_look_lacks_closes_its_lane_alone(string code) => Assert.Multiple(() =>
    {
        Assert.That(Judge(code, Errand.Look), Is.TypeOf<Outcome.Closed>());
        Assert.That(Everything.Where(errand => errand is not Errand.Look).Select(errand => Judge(code, errand)), Is.All.TypeOf<Outcome.Down>());
    });

    [TestCase("restricted_action_thread_locked")]
    [TestCase("cant_update_message")]
    [TestCase("edit_window_closed")]
    [TestCase("block_mismatch")]
    [TestCase("no_dual_broadcast_content_update")]
    [TestCase("streaming_state_conflict")]
    [TestCase("update_failed")]
    [TestCase("invalid_metadata_format")]
    [TestCase("invalid_metadata_schema")]
    [TestCase("metadata_too_large")]
    [TestCase("metadata_must_be_sent_from_app")]
    [TestCase("invalid_arguments")]
    [TestCase("invalid_arg_name")]
    [TestCase("invalid_array_arg")]
    [TestCase("invalid_charset")]
    [TestCase("invalid_form_data")]
    [TestCase("invalid_post_type")]
    [TestCase("missing_post_type")]
    [TestCase("invalid_json")]
    [TestCase("json_not_object")]
    [TestCase("markdown_text_conflict")]
    [TestCase("no_text")]
    [TestCase("invalid_blocks")]
    [TestCase("invalid_blocks_format")]
    [TestCase("msg_blocks_too_long")]
    [TestCase("msg_too_long")]
    [TestCase("invalid_attachments")]
    [TestCase("too_many_attachments")]
    [TestCase("attachment_payload_limit_exceeded")]
    [TestCase("only_one_table_allowed")]
    [TestCase("a_code_of_tomorrow")]
    public void These_refuse_the_parcel_and_are_named(string code)
    {
        var outcomes = Everything.Select(errand => Judge(code, errand)).ToList();
        Assert.That(outcomes, Is.All.TypeOf<Outcome.Refused>());
        Assert.That(((Outcome.Refused)outcomes[0]).Why, Does.Contain(code));
    }

    [TestCase("thread_not_found", Errand.Reply)]
    [TestCase("thread_not_found", Errand.Look)]
    [TestCase("cannot_reply_to_message", Errand.Reply)]
    [TestCase("message_not_found", Errand.Edit)]
    public void What_it_is_about_may_be_gone(string code, Errand errand) => Assert.That(Judge(code, errand), Is.TypeOf<Outcome.Gone>());

    [TestCase("thread_not_found", Errand.Post)]
    [TestCase("cannot_reply_to_message", Errand.Edit)]
    [TestCase("message_not_found", Errand.Post)]
    public void It_is_not_gone_when_it_is_about_nothing(string code, Errand errand) => Assert.That(Judge(code, errand), Is.TypeOf<Outcome.Refused>());

    [TestCase("internal_error")]
    [TestCase("fatal_error")]
    [TestCase("service_unavailable")]
    public void After_these_a_post_may_be_there_and_an_edit_is_repeated(string code)
    {
        Assert.That(new[] { Judge(code, Errand.Post), Judge(code, Errand.Reply) }, Is.All.TypeOf<Outcome.Unknown>());
        Assert.That(new[] { Judge(code, Errand.Edit), Judge(code, Errand.Look) }, Is.All.InstanceOf<Outcome.TryLater>().With.Property("After").EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void Without_an_answer_a_post_may_be_there_and_an_edit_is_repeated()
    {
        var none = SlackResponse.NoAnswer(502, "Slack answered with status 502");
        Assert.That(SlackErrors.Judge(none, Errand.Post, "#x"), Is.TypeOf<Outcome.Unknown>());
        Assert.That(SlackErrors.Judge(none, Errand.Reply, "#x"), Is.TypeOf<Outcome.Unknown>());
        Assert.That(SlackErrors.Judge(none, Errand.Edit, "#x"), Is.EqualTo(new Outcome.TryLater(TimeSpan.FromSeconds(10), none.Why)));
    }

    [Test]
    public void What_never_left_is_sent_again_soon()
    {
        var never = SlackResponse.NeverLeft("no connection");
        Assert.That(Everything.Select(errand => SlackErrors.Judge(never, errand, "#x")), Is.All.EqualTo(new Outcome.TryLater(TimeSpan.FromSeconds(5), "no connection")));
        Assert.That(Judge("request_timeout", Errand.Post), Is.InstanceOf<Outcome.TryLater>().With.Property("After").EqualTo(TimeSpan.FromSeconds(5)));
    }

    [TestCase("ratelimited")]
    [TestCase("rate_limited")]
    public void A_limit_holds_a_post_by_its_lane_and_an_edit_by_its_kind(string code)
    {
        Assert.That(Limited(code, Errand.Post, TimeSpan.FromSeconds(7)), Is.EqualTo((7, Hold.Pace)));
        Assert.That(Limited(code, Errand.Reply, null), Is.EqualTo((30, Hold.Pace)));
        Assert.That(Limited(code, Errand.Edit, null), Is.EqualTo((30, Hold.Kind)));
        Assert.That(Limited(code, Errand.Post, TimeSpan.FromSeconds(-5)), Is.EqualTo((1, Hold.Pace)));
    }

    [Test]
    public void A_closed_lane_is_told_with_its_mend() =>
        Assert.That(((Outcome.Closed)Judge("is_archived", Errand.Post)).Why, Is.EqualTo("#x is archived: unarchive it, or name another in the settings"));

    [Test]
    public void A_missing_scope_is_named() =>
        Assert.That(((Outcome.Down)SlackErrors.Judge(SlackResponse.Refused("missing_scope", "needs the scope chat:write"), Errand.Post, "#x")).Why,
            Does.EndWith("(missing_scope: needs the scope chat:write)"));

    private static Outcome Judge(string code, Errand errand) => SlackErrors.Judge(SlackResponse.Refused(code, ""), errand, "#x");

    private static (double Seconds, Hold Hold) Limited(string code, Errand errand, TimeSpan? after) =>
        SlackErrors.Judge(new SlackResponse(SlackReach.Answered, 429, code, RetryAfter: after), errand, "#x") is Outcome.TryLater later
            ? (later.After.TotalSeconds, later.Hold)
            : default;
}
