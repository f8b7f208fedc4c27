using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SequenceApiKeys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceAttempts",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    Members = table.Column<string>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RepeatedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceAttempts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "SequenceBeat",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceBeat", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceCandidates",
                columns: table => new
                {
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Problems = table.Column<string>(type: "TEXT", nullable: false),
                    LocalId = table.Column<string>(type: "TEXT", nullable: true),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceCandidates", x => new { x.ConnectionId, x.RecordType, x.ExternalId });
                });

            migrationBuilder.CreateTable(
                name: "SequenceConnections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", nullable: false),
                    Environment = table.Column<string>(type: "TEXT", nullable: false),
                    App = table.Column<string>(type: "TEXT", nullable: false),
                    GrantId = table.Column<string>(type: "TEXT", nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", nullable: false),
                    AccountName = table.Column<string>(type: "TEXT", nullable: true),
                    ApiAddress = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StateReason = table.Column<string>(type: "TEXT", nullable: true),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceConnections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceCursors",
                columns: table => new
                {
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Cursor = table.Column<string>(type: "TEXT", nullable: true),
                    FreshAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceCursors", x => new { x.ConnectionId, x.RecordType });
                });

            migrationBuilder.CreateTable(
                name: "SequenceDeliveries",
                columns: table => new
                {
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceDeliveries", x => x.ConnectionId);
                });

            migrationBuilder.CreateTable(
                name: "SequenceGrants",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", nullable: false),
                    App = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    AccessToken = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RefreshToken = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AccessTokenExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RefreshTokenExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsentExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Scopes = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StateReason = table.Column<string>(type: "TEXT", nullable: true),
                    RefreshHolder = table.Column<string>(type: "TEXT", nullable: true),
                    RefreshUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceGrants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceInbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    MergedInto = table.Column<string>(type: "TEXT", nullable: true),
                    DedupeKey = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    FixedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ProblemSince = table.Column<long>(type: "INTEGER", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceInbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceJournal",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    LocalId = table.Column<string>(type: "TEXT", nullable: false),
                    Variant = table.Column<string>(type: "TEXT", nullable: false),
                    Verb = table.Column<string>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                    IsBackfill = table.Column<bool>(type: "INTEGER", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    WaitsForType = table.Column<string>(type: "TEXT", nullable: true),
                    WaitsForId = table.Column<string>(type: "TEXT", nullable: true),
                    WaitsForVariant = table.Column<string>(type: "TEXT", nullable: true),
                    Problems = table.Column<string>(type: "TEXT", nullable: false),
                    FixedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ProblemSince = table.Column<long>(type: "INTEGER", nullable: true),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: true),
                    Link = table.Column<string>(type: "TEXT", nullable: true),
                    Notes = table.Column<string>(type: "TEXT", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceJournal", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceLeases",
                columns: table => new
                {
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Fence = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceLeases", x => x.ConnectionId);
                });

            migrationBuilder.CreateTable(
                name: "SequenceLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    LocalId = table.Column<string>(type: "TEXT", nullable: false),
                    Variant = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: true),
                    Agreed = table.Column<string>(type: "TEXT", nullable: true),
                    Uses = table.Column<string>(type: "TEXT", nullable: false),
                    Parts = table.Column<string>(type: "TEXT", nullable: false),
                    IsGone = table.Column<bool>(type: "INTEGER", nullable: false),
                    LinkedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenBalance = table.Column<decimal>(type: "TEXT", nullable: true),
                    SeenCreditStatus = table.Column<string>(type: "TEXT", nullable: false),
                    SeenFingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    SeenIssueDate = table.Column<string>(type: "TEXT", nullable: true),
                    SeenModifiedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SeenPaymentStatus = table.Column<string>(type: "TEXT", nullable: false),
                    SeenState = table.Column<string>(type: "TEXT", nullable: false),
                    SeenStatus = table.Column<string>(type: "TEXT", nullable: false),
                    SeenTotal = table.Column<decimal>(type: "TEXT", nullable: true),
                    SeenVersion = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceLinks", x => new { x.ConnectionId, x.RecordType, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "SequenceOutbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", nullable: true),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: true),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    LocalId = table.Column<string>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                    IsBackfill = table.Column<bool>(type: "INTEGER", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceOutbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequencePendingAuthorizations",
                columns: table => new
                {
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", nullable: false),
                    App = table.Column<string>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", nullable: false),
                    RedirectUri = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: true),
                    CodeVerifier = table.Column<byte[]>(type: "BLOB", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequencePendingAuthorizations", x => x.State);
                });

            migrationBuilder.CreateTable(
                name: "SequenceRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Read = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Gone = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SequenceSettingsVersions",
                columns: table => new
                {
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    BasedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ActivatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceSettingsVersions", x => new { x.ConnectionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "SequenceSilences",
                columns: table => new
                {
                    Start = table.Column<long>(type: "INTEGER", nullable: false),
                    End = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceSilences", x => x.Start);
                });

            migrationBuilder.CreateTable(
                name: "SequenceStandstills",
                columns: table => new
                {
                    ConnectionId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    FixedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceStandstills", x => new { x.ConnectionId, x.RecordType });
                });

            migrationBuilder.CreateTable(
                name: "SequencePayloads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequencePayloads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SequencePayloads_SequenceJournal_Id",
                        column: x => x.Id,
                        principalTable: "SequenceJournal",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceApiKeys_Tenant",
                table: "SequenceApiKeys",
                column: "Tenant");

            migrationBuilder.CreateIndex(
                name: "IX_SequenceAttempts_ConnectionId",
                table: "SequenceAttempts",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_SequenceCandidates_ConnectionId_RecordType_State_ExternalId",
                table: "SequenceCandidates",
                columns: new[] { "ConnectionId", "RecordType", "State", "ExternalId" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceConnections_Connector_AccountId",
                table: "SequenceConnections",
                columns: new[] { "Connector", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceConnections_GrantId",
                table: "SequenceConnections",
                column: "GrantId");

            migrationBuilder.CreateIndex(
                name: "IX_SequenceConnections_Tenant_Entity_Connector_Environment_AccountId",
                table: "SequenceConnections",
                columns: new[] { "Tenant", "Entity", "Connector", "Environment", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SequenceCursors_DueAt",
                table: "SequenceCursors",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_SequenceGrants_Connector_App_Owner",
                table: "SequenceGrants",
                columns: new[] { "Connector", "App", "Owner" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceInbox_ConnectionId_DedupeKey",
                table: "SequenceInbox",
                columns: new[] { "ConnectionId", "DedupeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SequenceInbox_ConnectionId_State_Id",
                table: "SequenceInbox",
                columns: new[] { "ConnectionId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceInbox_State_DueAt",
                table: "SequenceInbox",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceInbox_Tenant_Id",
                table: "SequenceInbox",
                columns: new[] { "Tenant", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceJournal_ConnectionId_RecordType_LocalId",
                table: "SequenceJournal",
                columns: new[] { "ConnectionId", "RecordType", "LocalId" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceJournal_ConnectionId_State_IsBackfill_Id",
                table: "SequenceJournal",
                columns: new[] { "ConnectionId", "State", "IsBackfill", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceJournal_ConnectionId_WaitsForType_WaitsForId",
                table: "SequenceJournal",
                columns: new[] { "ConnectionId", "WaitsForType", "WaitsForId" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceJournal_State_DueAt",
                table: "SequenceJournal",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceJournal_Tenant_Id",
                table: "SequenceJournal",
                columns: new[] { "Tenant", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceLinks_ConnectionId_RecordType_ExternalId_Variant",
                table: "SequenceLinks",
                columns: new[] { "ConnectionId", "RecordType", "ExternalId", "Variant" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SequenceLinks_ConnectionId_RecordType_LocalId_Variant",
                table: "SequenceLinks",
                columns: new[] { "ConnectionId", "RecordType", "LocalId", "Variant" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SequenceRuns_ConnectionId_Id",
                table: "SequenceRuns",
                columns: new[] { "ConnectionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SequenceRuns_Tenant_Id",
                table: "SequenceRuns",
                columns: new[] { "Tenant", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SequenceApiKeys");

            migrationBuilder.DropTable(
                name: "SequenceAttempts");

            migrationBuilder.DropTable(
                name: "SequenceBeat");

            migrationBuilder.DropTable(
                name: "SequenceCandidates");

            migrationBuilder.DropTable(
                name: "SequenceConnections");

            migrationBuilder.DropTable(
                name: "SequenceCursors");

            migrationBuilder.DropTable(
                name: "SequenceDeliveries");

            migrationBuilder.DropTable(
                name: "SequenceGrants");

            migrationBuilder.DropTable(
                name: "SequenceInbox");

            migrationBuilder.DropTable(
                name: "SequenceLeases");

            migrationBuilder.DropTable(
                name: "SequenceLinks");

            migrationBuilder.DropTable(
                name: "SequenceOutbox");

            migrationBuilder.DropTable(
                name: "SequencePayloads");

            migrationBuilder.DropTable(
                name: "SequencePendingAuthorizations");

            migrationBuilder.DropTable(
                name: "SequenceRuns");

            migrationBuilder.DropTable(
                name: "SequenceSettingsVersions");

            migrationBuilder.DropTable(
                name: "SequenceSilences");

            migrationBuilder.DropTable(
                name: "SequenceStandstills");

            migrationBuilder.DropTable(
                name: "SequenceJournal");
        }
    }
}
