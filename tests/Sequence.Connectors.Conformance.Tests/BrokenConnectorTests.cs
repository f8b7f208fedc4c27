namespace Sequence.Connectors.Conformance.Tests;

/// <summary>The suites bite: a connector that breaks one promise fails the test that is named for it.</summary>
public sealed class BrokenConnectorTests
{
    [Fact]
    public Task A_lost_page_is_found_out() => FailsAsync(new Reading(Flaw.LosesTheLastPage), suite => suite.A_sweep_brings_every_record());

    [Fact]
    public Task Cancellation_that_is_ignored_is_found_out() =>
        FailsAsync(new Reading(Flaw.IgnoresCancellation), suite => suite.Cancellation_ends_the_stream());

    [Fact]
    public Task A_reader_that_gives_up_when_rate_limited_is_found_out() =>
        FailsAsync(new Reading(Flaw.GivesUpWhenRateLimited), suite => suite.A_rate_limited_read_waits_and_succeeds());

    [Fact]
    public Task Too_many_requests_are_found_out() =>
        FailsAsync(new Reading(Flaw.ReadsRecordsOneByOne), suite => suite.A_sweep_sends_one_request_for_each_page());

    [Fact]
    public Task Paging_by_position_is_found_out() =>
        FailsAsync(new Reading(Flaw.PagesByPosition), suite => suite.A_change_in_the_middle_of_a_sweep_loses_nothing());

    [Fact]
    public Task A_record_with_unknown_words_that_is_dropped_is_found_out() =>
        FailsAsync(new UnknownWords(Flaw.DropsUnknownWords), suite => suite.Unknown_words_neither_throw_nor_lose_a_record());

    [Fact]
    public Task A_deleted_record_that_lives_on_is_found_out() =>
        FailsAsync(new Deletions(Flaw.TakesDeletedForCurrent), suite => suite.A_deletion_comes_to_light_as_declared());

    [Fact]
    public Task A_feed_that_begins_without_a_sweep_is_found_out() =>
        FailsAsync(new Feed(Flaw.FeedForgetsTheSweep), suite => suite.Begins_with_a_cursor_and_wants_a_sweep());

    [Fact]
    public Task A_feed_that_forgets_deletions_is_found_out() =>
        FailsAsync(new Feed(Flaw.FeedForgetsDeletions), suite => suite.A_deletion_is_told());

    [Fact]
    public Task A_second_write_after_a_lost_answer_is_found_out() =>
        FailsAsync(new ExactlyOnce(Flaw.WritesAgainAfterALostAnswer), suite => suite.A_lost_answer_creates_once());

    [Fact]
    public Task A_lost_answer_that_is_called_harmless_is_found_out() =>
        FailsAsync(new ExactlyOnce(Flaw.CallsALostAnswerNotAttempted), suite => suite.A_failure_after_the_effect_creates_once());

    [Fact]
    public Task An_update_of_its_own_that_is_taken_for_anothers_is_found_out() =>
        FailsAsync(
            new ExactlyOnce(Flaw.TakesItsOwnUpdateForAnothers), suite => suite.A_crash_after_an_update_is_not_taken_for_another_change());

    [Fact]
    public Task A_forgotten_journal_is_found_out() =>
        FailsAsync(new ExactlyOnce(Flaw.ForgetsTheJournal), suite => suite.A_crash_and_smaller_groups_create_once());

    [Fact]
    public Task A_journal_in_memory_is_found_out() =>
        FailsAsync(new ExactlyOnce(Flaw.RemembersInMemoryOnly), suite => suite.A_crash_after_sending_creates_once());

    [Fact]
    public Task A_verb_without_an_effect_is_found_out() =>
        FailsAsync(new Verbs(Flaw.PretendsToArchive), suite => suite.Each_verb_has_its_effect_once());

    [Fact]
    public Task An_attempt_that_leaves_before_it_is_written_down_is_found_out() =>
        FailsAsync(new ExactlyOnce(Flaw.SendsBeforeWritingDown), suite => suite.An_attempt_that_cannot_be_written_down_is_not_sent());

    [Fact]
    public Task An_attempt_that_is_written_down_late_is_found_out() =>
        FailsAsync(new Writing(Flaw.SendsBeforeWritingDown), suite => suite.Writes_each_attempt_down_before_it_leaves());

    [Fact]
    public Task An_overwritten_change_of_others_is_found_out() => FailsAsync(
        new Writing(Flaw.OverwritesOthers), suite => suite.An_update_that_insists_on_a_stale_version_is_rejected());

    [Fact]
    public Task A_swallowed_outcome_is_found_out() =>
        FailsAsync(new Writing(Flaw.SwallowsAnOutcome), suite => suite.Gives_one_outcome_for_each_intent(2, 5));

    [Fact]
    public Task Notes_that_the_plan_forgets_are_found_out() =>
        FailsAsync(new Writing(Flaw.ForgetsNotesInThePlan), suite => suite.A_plan_tells_the_same_notes_as_the_write());

    [Fact]
    public Task Fields_of_others_that_are_sent_are_found_out() =>
        FailsAsync(new Fields(Flaw.SendsFieldsOfOthers), suite => suite.Only_owned_fields_are_sent());

    [Fact]
    public Task A_reference_that_is_passed_over_is_found_out() =>
        FailsAsync(new Linking(Flaw.IgnoresReferences), suite => suite.An_unlinked_reference_is_rejected_without_a_call());

    [Fact]
    public Task A_refresh_for_each_caller_is_found_out() =>
        FailsAsync(new Authorization(Flaw.RefreshesForEachCaller), suite => suite.An_expired_token_is_refreshed_once_by_many_callers());

    [Fact]
    public Task A_revoked_grant_that_is_asked_again_is_found_out() =>
        FailsAsync(new Authorization(Flaw.KeepsAskingWhenRevoked), suite => suite.A_revoked_grant_is_told_without_a_loop());

    [Fact]
    public Task An_examination_that_asks_nobody_is_found_out() =>
        FailsAsync(new Preflight(Flaw.ExaminesOnce), suite => suite.Asks_the_system_each_time());

    [Fact]
    public Task A_capability_that_nobody_tests_is_found_out() =>
        FailsAsync(new Registration(Flaw.DeclaresWhatNobodyTests), suite => Task.Run(suite.Every_declared_capability_has_its_suite));

    [Fact]
    public Task A_suite_without_a_capability_is_found_out() =>
        FailsAsync(new Registration(Flaw.DeclaresNothingToWrite), suite => Task.Run(suite.Every_suite_has_its_declared_capability));

    [Fact]
    public void A_signature_that_is_not_checked_is_found_out() => Assert.ThrowsAny<Exception>(new Webhooks().A_changed_body_is_refused);

    private static async Task FailsAsync<TSuite>(TSuite suite, Func<TSuite, Task> test)
        where TSuite : ConformanceSuite
    {
        await using (suite)
        {
            await suite.InitializeAsync();

            var failure = await Assert.ThrowsAnyAsync<Exception>(() => test(suite));

            Assert.True(
                failure is Xunit.Sdk.IAssertionException or ConnectorException or InvalidOperationException,
                $"It failed for another reason: {failure}");
        }
    }

    private static FakeBench Bench(Flaw flaw) => new(new FakeHarness(flaw));

    private sealed class Reading(Flaw flaw) : RecordReaderConformance<Customer>(Bench(flaw));

    private sealed class UnknownWords(Flaw flaw) : UnknownConformance<Customer>(Bench(flaw));

    private sealed class Deletions(Flaw flaw) : DeletionConformance<Customer>(Bench(flaw));

    private sealed class Feed(Flaw flaw) : ChangeFeedConformance<Customer>(Bench(flaw));

    private sealed class ExactlyOnce(Flaw flaw) : ExactlyOnceConformance<Customer>(Bench(flaw));

    private sealed class Writing(Flaw flaw) : RecordWriterConformance<Customer>(Bench(flaw));

    private sealed class Fields(Flaw flaw) : FieldConformance<Customer>(Bench(flaw));

    private sealed class Linking(Flaw flaw) : ReferenceConformance<Customer>(Bench(flaw));

    private sealed class Verbs(Flaw flaw) : VerbConformance<Customer>(Bench(flaw));

    private sealed class Preflight(Flaw flaw) : PreflightConformance(new FakeHarness(flaw));

    private sealed class Registration(Flaw flaw) : RegistrationConformance(new FakeHarness(flaw));

    private sealed class Authorization(Flaw flaw) : AuthorizationConformance(new FakeHarness(flaw));

    private sealed class Webhooks : WebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = new FakeWebhooks(Flaw.TrustsEverySignature);

        protected override WebhookRequest Delivery => FakeWebhooks.Sign(FakeWebhooks.BodyFor("1001"), Secret);

        protected override Secret Secret { get; } = new("signing-key");
    }
}
