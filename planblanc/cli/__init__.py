"""The command `planblanc`: a family of commands a file, each told in French."""

from planblanc.cli import (
    bench,
    demo,
    drill,
    journal,
    keys,
    outlines,
    paper_codes,
    permissions,
    personal_data,
    schema,
    sdl,
    seed,
    serve,
    stress,
    token,
    trusted_documents,
    users,
    worker,
)
from planblanc.cli.doors import Commands

main = Commands(name="planblanc", help="plan blanc numérique : qui peut aider, avec quoi, dans combien de temps.")
main.add_command(bench.bench)
main.add_command(demo.demo)
main.add_command(drill.drill)
main.add_command(keys.data_keys)
main.add_command(keys.rotate_keys)
main.add_command(personal_data.personal_data)
main.add_command(journal.erase_journal_text)
main.add_command(journal.export_journal)
main.add_command(journal.journal_key)
main.add_command(journal.verify)
main.add_command(outlines.derive_outlines)
main.add_command(paper_codes.paper_codes)
main.add_command(permissions.permissions)
main.add_command(schema.migrate)
main.add_command(schema.write_schema)
main.add_command(sdl.sdl)
main.add_command(seed.seed)
main.add_command(serve.serve)
main.add_command(stress.stress_test)
main.add_command(token.token)
main.add_command(trusted_documents.trusted_documents)
main.add_command(users.user)
main.add_command(worker.worker)
