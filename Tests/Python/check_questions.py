#!/usr/bin/env python3
"""Exports questions in every form and holds them against the published rules of their harnesses.

  check_questions.py SKILLET [--harness PYTHON] [--browser]

PYTHON is one with lmms-eval: the exported task is then run by it with its dummy model, whose log
`skillet evaluate questions` has to score alike. With --browser the keys of a review's page are
pressed in Chromium, and the verdicts that it saves are applied. VLMEvalKit's class is run on a stand-in of that
package where pandas is installed. Exit codes: 0 all is well, 1 something is wrong.
"""
import argparse
import ast
import csv
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import types

HOSTILE = ["don't", 'say "hi"', "</script><img src=x onerror=alert(1)>", "back\\slash", "tab\there",
           "'] + [__import__('os').system('touch pwned')] + ['", "two\nlines", "{exit()}", "None",
           "日本 🫖", "=1+1", "a, b", "{{key}}", "2020-01-01", "12"]
COUNT = 40


def made_questions():
    """A document whose labels try to leave every quote there is."""
    videos = [{"id": name, "path": "video.mp4", "duration": 4.0, "topic": "make tea"}
              for name in ("tea/1", "0123")]
    questions = []
    for number in range(COUNT):
        answer = number % 5
        choices = [HOSTILE[(number + 2 * place) % len(HOSTILE)] for place in range(5)]
        steps = [{"id": f"s{i}", "text": f"Step {i} <b>", "skill": skill, "value": choices[i],
                  "dependsOn": [] if i == 0 else ["s0"],
                  "evidence": [{"start": i * 2.5, "end": i * 2.5 + 0.5}], "facts": []}
                 for i, skill in enumerate(["semantic", "temporal"])]
        questions.append({
            "key": f"q{number}", "video": videos[number % 2]["id"], "choices": choices,
            "text": f'What "{number}" <b>then</b>?', "answer": answer, "answerText": choices[answer],
            "proof": {"logic": "sequential", "answerType": "action", "program": "", "steps": steps,
                      "distractors": [{"choice": c, "kind": "true-elsewhere", "detail": "elsewhere",
                                       "facts": []} for c in range(5) if c != answer],
                      "temporalCertificate": 3.0, "window": 1.0},
            "difficulty": {"steps": 2, "evidenceSpread": 0.7, "nearestDistractor": 0.5,
                           "level": 1 + number % 3}, "seed": "1"})
    return {"schema": "skillet.questions/1", "generator": None, "videos": videos,
            "questions": questions}


class Check:
    def __init__(self, skillet, folder):
        self.skillet, self.folder = os.path.abspath(skillet), folder
        self.document = made_questions()
        self.questions = self.document["questions"]
        (folder / "questions.json").write_text(json.dumps(self.document), encoding="utf-8")
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=4",
                        "-pix_fmt", "yuv420p", str(folder / "video.mp4")], check=True)

    def run(self, *arguments, code=0):
        result = subprocess.run([self.skillet, *arguments], cwd=self.folder, text=True,
                                capture_output=True)
        assert result.returncode == code, f"{arguments}: {result.returncode}\n{result.stderr}"
        return result.stdout

    def export(self, form, *more):
        self.run("questions", "export", "questions.json", "--to", form, "--out", form, *more)
        return self.folder / form

    def pairs(self, rows):
        assert len(rows) == COUNT, f"{len(rows)} rows of {COUNT} questions"
        return zip(rows, self.questions)

    def perceptioncomp(self):
        out = self.export("perceptioncomp")
        rows = json.loads((out / "benchmark/annotations/skillet.json").read_text(encoding="utf-8"))
        for row, question in self.pairs(rows):
            assert set(row) == {"key", "video_id", "question", "answer_id", "answer", "category",
                                "difficulty"} | {f"answer_choice_{i}" for i in range(5)}, row
            assert [row[f"answer_choice_{i}"] for i in range(5)] == question["choices"]
            assert row["answer"] == row[f"answer_choice_{row['answer_id']}"]
            assert row["answer_id"] == question["answer"] and row["difficulty"] in (1, 2, 3)
            assert (out / "benchmark/videos" / f"{row['video_id']}.mp4").exists()

    def mvbench(self):
        out = self.export("mvbench")
        rows = json.loads((out / "json/skillet.json").read_text(encoding="utf-8"))
        for row, question in self.pairs(rows):
            assert row["candidates"] == question["choices"]
            assert row["answer"] == question["choices"][question["answer"]]
            assert (out / "video" / row["video"]).exists()

    def video_mme(self):
        out = self.export("video-mme")
        lines = (out / "video-mme.jsonl").read_text(encoding="utf-8").split("\n")
        counts = dict.fromkeys("ABCD", 0)
        for row, question in self.pairs([json.loads(line) for line in lines if line]):
            assert row["duration"] in ("short", "medium", "long") and len(row["options"]) == 4
            texts = [option[3:] for option in row["options"]]
            assert [option[:3] for option in row["options"]] == ["A. ", "B. ", "C. ", "D. "]
            assert texts["ABCD".index(row["answer"])] == question["choices"][question["answer"]]
            assert all(text in question["choices"] for text in texts)
            counts[row["answer"]] += 1
            assert (out / "data" / f"{row['videoID']}.mp4").exists()
        assert max(counts.values()) - min(counts.values()) <= 1, counts

    def vlmevalkit(self):
        out = self.export("vlmevalkit")
        with open(out / "SkilletMCQ.tsv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        os.chdir(self.folder)
        for row, question in self.pairs(rows):
            assert ast.literal_eval(row["candidates"]) == question["choices"], row
            # As VLMEvalKit does.
            assert eval(row["candidates"]) == question["choices"], row
            assert row["answer"] == question["choices"][question["answer"]]
            assert (out / row["video_path"]).exists()
        assert not (self.folder / "pwned").exists(), "a label was run"
        try:
            import pandas
        except ImportError:
            return print("  VLMEvalKit's class was not run: pandas is not installed")
        self.vlmevalkit_class(out, pandas)

    def vlmevalkit_class(self, out, pandas):
        """The class on a stand-in: the base class reads the table as VLMEvalKit's does."""
        class Base:
            def __init__(self, dataset="", **kwargs):
                found = self.prepare_dataset(dataset)
                self.data_root, self.data_file = found["root"], found["data_file"]
                self.data = pandas.read_csv(self.data_file, sep="\t")

            def __len__(self):
                return len(self.data)

            def save_video_frames(self, video, *_, **__):
                assert os.path.exists(os.path.join(self.data_root, video + ".mp4")), video
                return [f"{video}-1.jpg"]
        for name in ["vlmeval", "vlmeval.dataset", "vlmeval.dataset.video_base", "vlmeval.smp"]:
            sys.modules[name] = types.ModuleType(name)
        sys.modules["vlmeval.dataset.video_base"].VideoBaseDataset = Base
        sys.modules["vlmeval.smp"].load = lambda path: pandas.read_csv(path, sep="\t")
        sys.path.insert(0, str(out))
        data = importlib.import_module("skillet_mcq_vlmeval").SkilletMCQ()
        for index, question in enumerate(self.questions):
            for video_llm in (True, False):
                message = data.build_prompt(index, video_llm=video_llm)
                assert message[0]["type"] == ("video" if video_llm else "image")
                assert f"\nC. {question['choices'][2]}\n" in message[-1]["value"]
        predictions = out / "predictions.tsv"
        table = data.data.assign(prediction=["B"] * (COUNT - 5) + ["", "hm", "Answer: E", "E.", "(E)"])
        table.to_csv(predictions, sep="\t", index=False)
        rating = data.evaluate(str(predictions))
        right = sum(q["answer"] == 1 for q in self.questions[:-5]) \
            + sum(q["answer"] == 4 for q in self.questions[-3:])
        assert abs(rating["overall"] - right / COUNT) < 1e-9, rating
        assert abs(rating["unparsable"] - 2 / COUNT) < 1e-9, rating

    def lmms_eval(self, python):
        out = self.export("lmms-eval", "--clips")
        # Moved afterwards: the task finds its videos beside itself, the harness its questions.
        environment = {**os.environ, "HF_HOME": str(self.folder / "hf"), "HF_HUB_OFFLINE": "1",
                       "HF_DATASETS_OFFLINE": "1"}
        for said, clips in [("B", ""), ("I cannot tell", "1")]:
            results = self.folder / f"results-{said[0]}"
            subprocess.run(
                [python, "-m", "lmms_eval", "--include_path", str(out), "--tasks", "skillet_mcq",
                 "--model", "dummy", "--model_args", f"response={said}", "--batch_size", "1",
                 "--log_samples", "--output_path", str(results)],
                check=True, env={**environment, "SKILLET_CLIPS": clips}, cwd=self.folder,
                stdout=subprocess.DEVNULL, stderr=open(self.folder / "harness.log", "w"))
            log = next(results.rglob("*_samples_skillet_mcq.jsonl"))
            found = json.loads(next(results.rglob("*_results.json")).read_text())
            figures = found["results"]["skillet_mcq"]
            mine = json.loads(self.run("evaluate", "questions", str(log), "--questions",
                                       "questions.json", "--json"))
            assert figures["accuracy,none"] == mine["accuracy"]["mean"], (figures, mine["accuracy"])
            assert figures["unparsable,none"] * COUNT == mine["unparsable"]
            assert mine["unparsable"] == (0 if said == "B" else COUNT)
            if said == "B":
                assert "accuracy_stderr_clustered,none" in figures, figures
            print(f"  lmms-eval answers {said!r}: accuracy {figures['accuracy,none']:.3f}")

    def review(self):
        self.run("questions", "review", "questions.json", "--out", "review.html")
        check = pathlib.Path(__file__).resolve().parent.parent / "Browser/check_review"
        subprocess.run([check, "review.html", "questions.json", "--verdicts", "verdicts.json"],
                       check=True, cwd=self.folder)
        self.run("questions", "review", "questions.json", "--verdicts", "verdicts.json",
                 "--out", "reviewed.json")
        left = json.loads((self.folder / "reviewed.json").read_text(encoding="utf-8"))
        assert [q["key"] for q in left["questions"]] == \
            [q["key"] for q in self.questions if q["key"] != "q1"]
        assert left["review"]["rejected"][0]["note"] == 'two answers are "right" <b>'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("skillet")
    parser.add_argument("--harness", help="a Python with lmms-eval")
    parser.add_argument("--browser", action="store_true", help="look at a review in Chromium")
    options = parser.parse_args()
    harness = options.harness and os.path.abspath(options.harness)
    with tempfile.TemporaryDirectory() as folder:
        check = Check(options.skillet, pathlib.Path(folder).resolve())
        here = os.getcwd()
        for name in ["perceptioncomp", "mvbench", "video_mme", "vlmevalkit"]:
            getattr(check, name)()
            print(f"  {name}: {COUNT} questions follow its rules")
        if options.browser:
            check.review()
        if harness:
            try:
                check.lmms_eval(harness)
            except subprocess.CalledProcessError:
                print((check.folder / "harness.log").read_text()[-3000:], file=sys.stderr)
                raise
        os.chdir(here)


if __name__ == "__main__":
    try:
        main()
    except (AssertionError, subprocess.CalledProcessError) as error:
        print(f"check_questions: {error}", file=sys.stderr)
        sys.exit(1)
