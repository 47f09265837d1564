using Orch.Proof;

namespace Orch.Tests.Proof;

public sealed class TestPathTests
{
    [Theory]
    [InlineData("tests/test_parser.py")]
    [InlineData("pkg/parser_test.go")]
    [InlineData("src/__tests__/a.js")]
    [InlineData("src/button.test.tsx")]
    [InlineData("src/button.spec.ts")]
    [InlineData("src/test/java/ParserTest.java")]
    [InlineData("app/ParserIT.java")]
    [InlineData("App.Tests/ParserTests.cs")]
    [InlineData("App.UnitTests/Helper.cs")]
    [InlineData("ParserTests.swift")]
    [InlineData("spec/parser_spec.rb")]
    [InlineData("spec/support/helper.rb")]
    [InlineData("t/basic.t")]
    [InlineData("tests/data/expected.json")]
    [InlineData("conftest.py")]
    [InlineData("crates/x/tests/it.rs")]
    [InlineData("test/install.bats")]
    [InlineData("core/ParserSpec.scala")]
    public void Tests_of_the_usual_layouts_are_known(string path) => Assert.True(TestPaths.IsTest(path));

    [Theory]
    [InlineData("src/parser.py")]
    [InlineData("src/latest.cs")]
    [InlineData("src/Contest.cs")]
    [InlineData("src/ProcessSpec.cs")]
    [InlineData("tests/README.md")]
    [InlineData("spec/openapi.yaml")]
    [InlineData("docs/testing.md")]
    [InlineData("src/attestation/sign.go")]
    [InlineData("audit.java")]
    [InlineData("tests/.gitignore")]
    public void Other_files_are_not_tests(string path) => Assert.False(TestPaths.IsTest(path));

    [Theory]
    [InlineData(".github/workflows/ci.yml", true)]
    [InlineData("Jenkinsfile", true)]
    [InlineData(".gitlab-ci.yml", true)]
    [InlineData(".github/CODEOWNERS", false)]
    [InlineData("docs/Jenkinsfile", false)]
    public void Ci_configuration_is_known(string path, bool isCi) => Assert.Equal(isCi, CiPaths.IsCi(path));
}
