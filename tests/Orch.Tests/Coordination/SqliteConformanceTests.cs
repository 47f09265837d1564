namespace Orch.Tests.Coordination;

public sealed class SqliteRegistryTests() : RegistryConformance(new SqliteStoreUnderTest());

public sealed class SqliteMailboxTests() : MailboxConformance(new SqliteStoreUnderTest());

public sealed class SqliteTaskPoolTests() : TaskPoolConformance(new SqliteStoreUnderTest());
