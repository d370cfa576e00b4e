"""Well-known organisations that are called by one word, which does not say that it is one."""

__all__ = ["COMPANIES", "UNIVERSITIES"]

UNIVERSITIES = frozenset(
    "Harvard Yale Princeton Stanford Caltech Cornell Dartmouth Oxford Cambridge Berkeley "
    "Georgetown Northwestern Purdue Rutgers Tufts Vanderbilt UCLA UCL LSE KAIST Tsinghua McGill "
    "Bocconi INSEAD Technion Sorbonne".split()
)
# the largest by research or by number of employees, whose names are no ordinary words
COMPANIES = frozenset(
    "Google Microsoft Amazon Facebook Intel IBM Nvidia NVIDIA Adobe Samsung Siemens Sony Huawei "
    "Tencent Alibaba Baidu Qualcomm Bosch Toyota Nokia Ericsson Oracle Cisco Yahoo Twitter Spotify "
    "Netflix LinkedIn Uber Airbnb Salesforce Bloomberg Novartis Roche Pfizer Bayer Merck Sanofi "
    "AstraZeneca Hitachi Fujitsu Panasonic Airbus Boeing Accenture Deloitte McKinsey KPMG Orange "
    "Thales Philips Volkswagen Unilever Nestlé Reuters DeepMind OpenAI GitHub GitLab Mozilla "
    "Wikipedia Atos SAP AMD NEC".split()
)
